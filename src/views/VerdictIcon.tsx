// The verdict on a workload without a finding, as a shape: a tick only where everything was judged.
import React from 'react';
import { useTheme2 } from '@grafana/ui';

import type { Verdict } from '../model/verdict';
import { VERDICT_WORDS } from '../model/verdict';
import { SeverityIcon } from './SeverityIcon';

interface VerdictIconProps {
  readonly verdict: Verdict;
  /** Edge length in pixels. */
  readonly size?: number;
}

/** Tick: calm. Dashed ring: calm as far as seen. Dashed square with a question mark: not judged. */
export function VerdictIcon({ verdict, size = 16 }: VerdictIconProps) {
  const theme = useTheme2();
  const title = VERDICT_WORDS[verdict];
  if (verdict === 'calm' || verdict === 'calm-by-proof' || verdict === 'fights') {
    return <SeverityIcon severity="info" size={size} title={title} />;
  }
  const color = verdict === 'not-judged' ? theme.colors.warning.text : theme.colors.text.secondary;
  const line = { fill: 'none', stroke: color, strokeWidth: 1.6, strokeDasharray: '2.4 2' } as const;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      style={{ flexShrink: 0, display: 'block' }}
      role="img"
      aria-label={title}
    >
      <title>{title}</title>
      {verdict === 'not-judged' ? (
        <>
          <rect x={1.2} y={1.2} width={13.6} height={13.6} rx={2} {...line} />
          <text x={8} y={12} textAnchor="middle" fontSize={11} fontWeight={600} fill={color}>
            ?
          </text>
        </>
      ) : (
        <circle cx={8} cy={8} r={6.4} {...line} />
      )}
    </svg>
  );
}
