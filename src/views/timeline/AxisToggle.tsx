// Logarithmic or linear: the axis of the lane that mirrors pods and pod size.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';

export type ProductAxis = 'log' | 'linear';

const AXES = [
  { value: 'log' as const, label: 'log' },
  { value: 'linear' as const, label: 'linear' },
];

interface AxisToggleProps {
  readonly value: ProductAxis;
  readonly onChange: (axis: ProductAxis) => void;
}

export function AxisToggle({ value, onChange }: AxisToggleProps) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.toggle}>
      <RadioButtonGroup
        size="sm"
        options={AXES}
        value={value}
        onChange={onChange}
        aria-label="Axis of pods and pod size"
      />
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return { toggle: css({ display: 'inline-block', marginLeft: theme.spacing(1) }) };
}
