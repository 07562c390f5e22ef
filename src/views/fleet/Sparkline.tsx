// Replicas of one workload in a few pixels: the curve, what demand asks for, the fight as a bracket, hidden writes below.
import React, { useId, useMemo } from 'react';
import { useTheme2 } from '@grafana/ui';

import type { Interval } from '../../kit/interval';
import { number } from '../../kit/text';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { hueOf } from '../../timeline';
import { sparkGeometry, type Piece } from './sparkGeometry';

interface SparklineProps {
  readonly history: WorkloadHistory;
  readonly range: Interval;
  /** Adds the bracket, the demand and the hidden writes. */
  readonly finding?: Finding;
  readonly width: number;
  readonly height: number;
  /** Quiet ones are drawn thinner and greyer. */
  readonly isQuiet?: boolean;
}

/** Room at the right for the last value. */
const END_ROOM = 30;

/** The curve of one row with its last value at the end. */
export function Sparkline({ history, range, finding, width, height, isQuiet = false }: SparklineProps) {
  const theme = useTheme2();
  const hatch = useId();
  const plot = width - END_ROOM;
  const spark = useMemo(() => {
    const frame = { range, width: plot, top: finding ? 9 : 3, bottom: height - (finding ? 7 : 4) };
    return sparkGeometry(history, frame, finding);
  }, [history, range, finding, plot, height]);
  const writer = hueOf('external', theme.isDark);
  const ink = isQuiet ? theme.colors.text.secondary : theme.colors.text.primary;
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={describe(history, spark.last)}
      style={{ display: 'block' }}
    >
      {spark.hidden.length > 0 && (
        <pattern id={hatch} width={3} height={3} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V3" stroke={writer} strokeWidth={2.6} />
        </pattern>
      )}
      {spark.hidden.map((piece) => (
        <rect
          key={piece.x0}
          x={piece.x0}
          y={height - 4}
          width={Math.max(2, piece.x1 - piece.x0)}
          height={3.5}
          fill={`url(#${hatch})`}
        />
      ))}
      {spark.proposal && (
        <path
          d={spark.proposal}
          fill="none"
          stroke={hueOf('hpa', theme.isDark)}
          strokeWidth={1.3}
          strokeDasharray="1.5 2.5"
        />
      )}
      <path d={spark.spec} fill="none" stroke={ink} strokeWidth={isQuiet ? 1.2 : 1.5} />
      {spark.brackets.map((piece) => (
        <path
          key={piece.x0}
          d={bracketPath(piece)}
          fill="none"
          stroke={theme.colors.text.secondary}
          strokeWidth={1.2}
        />
      ))}
      {spark.last !== undefined && (
        <text
          x={plot + 6}
          y={Math.min(height - 3, spark.lastY + 4)}
          fontSize={11}
          fill={isQuiet ? ink : theme.colors.text.primary}
        >
          {number(spark.last)}
        </text>
      )}
    </svg>
  );
}

/** Closed at the left; at the right closed, or an arrow when the fight goes on. */
function bracketPath({ x0, x1, isOpen }: Piece): string {
  const end = isOpen ? `M${x1 - 3.5} 1L${x1} 3.5L${x1 - 3.5} 6` : `V6.5`;
  const start = `M${x0} 6.5V3.5H${Math.max(x0 + 1, x1)}`;
  return start + end;
}

function describe(history: WorkloadHistory, last: number | undefined): string {
  const values = history.curves.find((curve) => curve.id === 'spec')?.values;
  if (!values || last === undefined) {
    return 'No samples of replicas';
  }
  const low = number(values.reduce((a, b) => Math.min(a, b), Infinity));
  const high = number(values.reduce((a, b) => Math.max(a, b), -Infinity));
  return low === high
    ? `Replicas ${low} throughout`
    : `Replicas between ${low} and ${high}, at the end ${number(last)}`;
}
