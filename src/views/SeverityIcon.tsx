// Severity by shape: filled octagon, triangle, circle, bar, tick. Colour only repeats the shape.
import React from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import type { Severity } from '../model/finding';

/** The colour that repeats a severity's shape; text contrast on dark and light panels. */
export function severityColors(theme: GrafanaTheme2): Record<Severity, string> {
  const isDark = theme.isDark;
  return {
    critical: theme.colors.error.text,
    high: isDark ? theme.visualization.getColorByName('orange') : '#a85200',
    medium: theme.colors.warning.text,
    low: theme.colors.text.secondary,
    info: theme.colors.text.secondary,
  };
}

const TITLES: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High severity',
  medium: 'Medium severity',
  low: 'Low severity',
  info: 'Quiet',
};

interface ShapeProps {
  readonly severity: Severity;
  readonly color: string;
  readonly ground: string;
  readonly isPast: boolean;
}

function Shape({ severity, color, ground, isPast }: ShapeProps) {
  const line = {
    fill: 'none',
    stroke: color,
    strokeWidth: isPast ? 1.1 : 1.6,
    strokeLinejoin: 'round',
    strokeLinecap: 'round',
  } as const;
  switch (severity) {
    case 'critical':
      return (
        <>
          <path d="M5 .7h6L15.3 5v6L11 15.3H5L.7 11V5z" {...line} fill={isPast ? 'none' : color} />
          <path d="M8 4v4.7" stroke={isPast ? color : ground} strokeWidth={isPast ? 1.3 : 2} strokeLinecap="round" />
          <circle cx={8} cy={11.7} r={isPast ? 0.9 : 1.2} fill={isPast ? color : ground} />
        </>
      );
    case 'high':
      return (
        <>
          <path d="M8 1.6 15 14.2H1z" {...line} />
          <path d="M8 6.4v3.4" {...line} />
          <circle cx={8} cy={12} r={0.95} fill={color} />
        </>
      );
    case 'medium':
      return (
        <>
          <circle cx={8} cy={8} r={6.8} {...line} />
          <path d="M8 4.4v4" {...line} />
          <circle cx={8} cy={11.2} r={0.95} fill={color} />
        </>
      );
    case 'low':
      return <path d="M3 8h10" stroke={color} strokeWidth={2.4} strokeLinecap="round" />;
    case 'info':
      return <path d="M3 8.6 6.6 12 13 4.4" {...line} strokeWidth={2} />;
  }
}

export interface SeverityIconProps {
  readonly severity: Severity;
  /** Edge length in pixels. */
  readonly size?: number;
  /** Replaces the accessible name; '' hides the icon from screen readers where text beside it says the same. */
  readonly title?: string;
  /** Of what has ended: the same shape, hollow, thin and without colour. */
  readonly isPast?: boolean;
}

/** One severity as a shape with an accessible name. */
export function SeverityIcon(props: SeverityIconProps) {
  const { severity, size = 16, isPast = false } = props;
  const title = props.title ?? `${TITLES[severity]}${isPast ? ', ended' : ''}`;
  const theme = useTheme2();
  const named = title === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title };
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" style={{ flexShrink: 0, display: 'block' }} {...named}>
      {title !== '' && <title>{title}</title>}
      <Shape
        severity={severity}
        color={isPast ? theme.colors.text.secondary : severityColors(theme)[severity]}
        ground={theme.colors.background.primary}
        isPast={isPast}
      />
    </svg>
  );
}
