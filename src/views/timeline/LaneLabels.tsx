// The label column: badge, name and notes of each lane, as text that can be read, selected and zoomed.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { labelEdge, type Lane, type TimelineModel } from '../../timeline';
import { ActorBadge } from '../ActorBadge';

/** Room right of the text for the numbers of the value axis. */
const TICKS = 34;

function LaneLabel({ lane, width }: { readonly lane: Lane; readonly width: number }) {
  const styles = useStyles2(getStyles);
  const isFolded = lane.kind === 'folded';
  const isTight = width < 90 && lane.badge !== undefined;
  const room = lane.kind === 'actor' || lane.kind === 'fights' || lane.kind === 'pods' ? width - 14 : width - TICKS;
  return (
    <div
      className={styles.lane}
      style={{ top: lane.top, height: lane.height, width: isFolded ? undefined : room, paddingLeft: labelEdge(width) }}
    >
      {lane.badge && <ActorBadge {...lane.badge} size={lane.height < 40 ? 20 : 22} />}
      {!isTight && (
        <div className={styles.words}>
          <div className={isFolded ? styles.note : styles.title} title={lane.title}>
            {lane.label.title}
          </div>
          {lane.label.notes.map((note) => (
            <div key={note} className={styles.note} title={lane.notes.join(', ')}>
              {note}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

interface LaneLabelsProps {
  readonly model: TimelineModel;
  readonly height: number;
  /** Moved with the body by its owner, without rendering. */
  readonly columnRef: React.RefObject<HTMLDivElement>;
}

/** All labels, cut to the visible part of the body. */
export const LaneLabels = React.memo(function LaneLabels({ model, height, columnRef }: LaneLabelsProps) {
  const styles = useStyles2(getStyles);
  if (model.labelWidth < 40) {
    return null;
  }
  return (
    <div className={styles.window} style={{ height }}>
      <div ref={columnRef}>
        {model.lanes.map((lane) => (
          <LaneLabel key={lane.id} lane={lane} width={model.labelWidth} />
        ))}
      </div>
      {model.lens && <LensLabel model={model} />}
    </div>
  );
});

function LensLabel({ model }: { readonly model: TimelineModel }) {
  const styles = useStyles2(getStyles);
  const top = model.bodyHeight + model.axisHeight;
  return (
    <div
      className={styles.lane}
      style={{
        top,
        height: model.lens?.height,
        width: model.labelWidth - 14,
        paddingLeft: labelEdge(model.labelWidth),
      }}
    >
      <div className={styles.words}>
        <div className={styles.lens}>{model.labelWidth < 130 ? 'Lens' : 'One minute under the lens'}</div>
        {model.labelWidth >= 130 && (
          <div className={styles.lensNote}>
            +n = writes between two samples: they were counted, their instants are not known
          </div>
        )}
      </div>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const line = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    window: css({ position: 'absolute', top: 0, left: 0, right: 0, overflow: 'hidden', pointerEvents: 'none' }),
    lane: css({
      position: 'absolute',
      left: 0,
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      boxSizing: 'border-box',
      pointerEvents: 'auto',
    }),
    words: css({ minWidth: 0, lineHeight: 1.35 }),
    title: css({ ...line, fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.primary }),
    lens: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.primary }),
    lensNote: css({ fontSize: 11, color: theme.colors.text.secondary }),
    note: css({ ...line, fontSize: 11, color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  };
}
