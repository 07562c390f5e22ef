// An actor as a letter in a rounded square of its hue: two signs at once, so that neither has to carry it alone.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ScalerFamily } from '../model/workload';
import { actorName, hueOf, letterOf } from '../timeline';

export interface ActorBadgeProps {
  readonly family: ScalerFamily;
  readonly name?: string;
  /** Edge length in pixels. */
  readonly size?: number;
}

/** The badge of one actor; its accessible name is the family and, when there is one, the name of the object. */
export function ActorBadge({ family, name, size = 18 }: ActorBadgeProps) {
  const styles = useStyles2(getStyles, family, size);
  const title = actorName({ family, name });
  return (
    <span role="img" aria-label={title} title={title} className={styles}>
      {letterOf(family)}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2, family: ScalerFamily, size: number): string {
  const hue = hueOf(family, theme.isDark);
  return css({
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    boxSizing: 'border-box',
    width: size,
    height: size,
    border: `1.5px solid ${hue}`,
    borderRadius: Math.max(3, size / 5),
    background: `${hue}24`,
    color: hue,
    fontSize: Math.round(size * 0.58),
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: 1,
  });
}
