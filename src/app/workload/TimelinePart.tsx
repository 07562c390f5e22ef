// The timeline in its panel, fitted to the story: how much of the range it shows, and the way to the rest of it.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import { lengthOf, type Interval } from '../../kit/interval';
import { duration } from '../../kit/text';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { AxisToggle, type ProductAxis } from '../../views/timeline/AxisToggle';
import { TimelineView } from '../../views/timeline/TimelineView';
import { useWidth } from '../../views/useWidth';
import { Section } from '../frame/Section';
import type { Zoom } from '../url/workloadUrl';
import type { ShownPart } from './shownPart';

interface TimelinePartProps {
  readonly history: WorkloadHistory;
  readonly findings: readonly Finding[];
  readonly range: Interval;
  /** The part of the range that is shown. */
  readonly part: ShownPart;
  readonly onZoom: (zoom: Zoom | undefined) => void;
  /** Axis of the lane of pods and pod size. */
  readonly axis: ProductAxis;
  readonly onAxis: (axis: ProductAxis) => void;
  readonly finding?: string;
  readonly action?: string;
  readonly onSelectFinding: (finding: Finding) => void;
  readonly onSelectAction: (action: string) => void;
}

/** Room for what the links mean, and for hints that only a mouse and a keyboard need. */
const ROOMY = { links: 900, keys: 560 };

/** Who did what. */
export function TimelinePart(props: TimelinePartProps) {
  const { history, findings, range, part, onZoom, axis, onAxis, finding, action } = props;
  const styles = useStyles2(getStyles);
  const [box, width] = useWidth<HTMLDivElement>();
  // A button that did its work goes away: its keys are those of the timeline.
  const zoomTo = (zoom: Zoom | undefined) => {
    box.current?.querySelector<HTMLElement>('[role="application"]')?.focus({ preventScroll: true });
    onZoom(zoom);
  };
  const hasEchoes = findings.some(({ echoes }) => echoes.length > 0);
  const links = hasEchoes && width >= ROOMY.links ? 'red links: echo, the answer to a resize · ' : '';
  return (
    <Section
      title="Who did what"
      about={part.isWhole ? undefined : `${duration(lengthOf(part.shown))} of ${duration(lengthOf(range))}`}
      actions={
        <span className={styles.actions}>
          {width >= ROOMY.keys && `${links}drag: zoom · W A S D · ? keys`}
          {part.canFit && (
            <Button size="sm" variant="secondary" fill="text" onClick={() => zoomTo(undefined)}>
              Fit
            </Button>
          )}
          {!part.isWhole && (
            <Button size="sm" variant="secondary" fill="outline" onClick={() => zoomTo('all')}>
              Whole range
            </Button>
          )}
          {hasEchoes && <AxisToggle value={axis} onChange={onAxis} />}
        </span>
      }
    >
      <div ref={box} className={styles.box}>
        {width > 0 && (
          <TimelineView
            history={history}
            findings={findings}
            range={part.shown}
            bounds={range}
            width={width}
            product={axis}
            selected={{ finding, action }}
            onSelectFinding={props.onSelectFinding}
            onSelectAction={props.onSelectAction}
            onChangeRange={(next) => onZoom(lengthOf(next) >= lengthOf(range) ? 'all' : next)}
          />
        )}
      </div>
    </Section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({ minWidth: 0, minHeight: 240, paddingBottom: theme.spacing(1) }),
    actions: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'end',
      gap: theme.spacing(1),
    }),
  };
}
