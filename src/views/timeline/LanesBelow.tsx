// A low panel shows the first lanes and scrolls: this says how many more there are below its edge, and leads to them.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { count } from '../../kit/text';
import type { TimelineModel } from '../../timeline';
import { useView, type ViewStore } from './store';

const HEIGHT = 20;

/** Place of the first lane whose name, in its middle, lies below the edge or behind what is told here. */
export function firstBelow({ lanes }: Pick<TimelineModel, 'lanes'>, edge: number): number {
  const first = lanes.findIndex(
    ({ top, height }) => Math.floor(top + height) > edge && top + height / 2 > edge - HEIGHT
  );
  return first === -1 ? lanes.length : first;
}

export interface LanesBelowProps {
  readonly model: TimelineModel;
  readonly store: ViewStore;
  /** Height of the part of the lanes that is seen. */
  readonly body: number;
  /** Scrolls so far that this pixel of the lanes stands at the top. */
  readonly onShow: (top: number) => void;
}

/** Nothing where all lanes are seen. */
export function LanesBelow({ model, store, body, onShow }: LanesBelowProps) {
  const styles = useStyles2(getStyles);
  const first = useView(store, ({ scrollTop }) => firstBelow(model, scrollTop + body));
  const below = model.lanes.slice(first);
  const [next] = below;
  if (!next) {
    return null;
  }
  const text = count(below.length, 'more lane');
  const names = below.map(({ title }) => title).join(', ');
  return (
    <button
      type="button"
      className={styles}
      style={{ top: body - HEIGHT }}
      title={names}
      aria-label={`${text} below: ${names}`}
      onClick={() => onShow(next.top)}
      // Keys that press a button open marks elsewhere in the timeline.
      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && event.stopPropagation()}
    >
      <Icon name="arrow-down" size="xs" />
      {text}
    </button>
  );
}

function getStyles(theme: GrafanaTheme2): string {
  return css({
    position: 'absolute',
    left: theme.spacing(0.5),
    height: HEIGHT,
    display: 'flex',
    alignItems: 'center',
    gap: 2,
    padding: theme.spacing(0, 0.75),
    whiteSpace: 'nowrap',
    fontSize: 11,
    lineHeight: 1,
    color: theme.colors.text.primary,
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.emphasize(theme.colors.background.secondary, 0.05) },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 1 },
  });
}
