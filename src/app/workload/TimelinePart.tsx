// The timeline in its panel, and the same actions as a table.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import { overlaps, type Interval } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { AxisToggle, type ProductAxis } from '../../views/timeline/AxisToggle';
import { TimelineView } from '../../views/timeline/TimelineView';
import { Section } from '../frame/Section';
import { useWidth } from '../../views/useWidth';

interface TimelinePartProps {
  readonly history: WorkloadHistory;
  readonly findings: readonly Finding[];
  readonly range: Interval;
  /** The part of the range that is shown. */
  readonly zoom?: Interval;
  readonly onZoom: (zoom: Interval | undefined) => void;
  /** Axis of the lane of pods and pod size. */
  readonly axis: ProductAxis;
  readonly onAxis: (axis: ProductAxis) => void;
  readonly finding?: string;
  readonly action?: string;
  readonly onSelectFinding: (finding: Finding) => void;
  readonly onSelectAction: (action: string) => void;
}

/** Who did what. */
export function TimelinePart(props: TimelinePartProps) {
  const { history, findings, range, zoom, onZoom, axis, onAxis, finding, action } = props;
  const styles = useStyles2(getStyles);
  const [box, width] = useWidth<HTMLDivElement>();
  const shown = zoom && overlaps(zoom, range) ? zoom : undefined;
  const hasEchoes = findings.some(({ echoes }) => echoes.length > 0);
  const hints = hasEchoes ? 'red links: echo, the answer to a resize · ' : '';
  return (
    <Section
      title="Who did what"
      actions={
        <>
          {hints}drag: zoom · W A S D · ? keys
          {hasEchoes && <AxisToggle value={axis} onChange={onAxis} />}
          {shown && (
            <Button size="sm" fill="text" className={styles.whole} onClick={() => onZoom(undefined)}>
              Whole range
            </Button>
          )}
        </>
      }
    >
      <div ref={box} className={styles.box}>
        {width > 0 && (
          <TimelineView
            history={history}
            findings={findings}
            range={shown ?? range}
            width={width}
            product={axis}
            selected={{ finding, action }}
            onSelectFinding={props.onSelectFinding}
            onSelectAction={props.onSelectAction}
            onChangeRange={(next) => onZoom(next.from <= range.from && next.to >= range.to ? undefined : next)}
          />
        )}
      </div>
    </Section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({ minWidth: 0, minHeight: 240, paddingBottom: theme.spacing(1) }),
    whole: css({ marginLeft: theme.spacing(1) }),
  };
}
