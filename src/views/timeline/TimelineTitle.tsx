// The line above a timeline on a page: its name, what the red links mean, the keys, and the axis of the mirrored lane.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';

export interface TimelineTitleProps {
  readonly title: string;
  /** True when red links are drawn. */
  readonly hasEchoes?: boolean;
  /** The axis of the lane of pods and pod size, when there is one. */
  readonly product?: 'log' | 'linear';
  readonly onChangeProduct?: (product: 'log' | 'linear') => void;
}

const AXES = [
  { value: 'log' as const, label: 'log' },
  { value: 'linear' as const, label: 'linear' },
];

export function TimelineTitle({ title, hasEchoes, product, onChangeProduct }: TimelineTitleProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row}>
      <h2 className={styles.title}>{title}</h2>
      <span className={styles.hint}>
        {hasEchoes ? 'red links: echo, the answer to another act · ' : ''}drag: zoom · W A S D · ? keys
      </span>
      {product && onChangeProduct && (
        <RadioButtonGroup
          size="sm"
          options={AXES}
          value={product}
          onChange={onChangeProduct}
          aria-label="Axis of pods and pod size"
        />
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1.5), padding: theme.spacing(1, 1.5) }),
    title: css({ margin: 0, fontSize: theme.typography.body.fontSize, fontWeight: theme.typography.fontWeightMedium }),
    hint: css({
      marginLeft: 'auto',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
  };
}
