// How many workloads fought, minute by minute. Severity by height from below and by texture; the same numbers stand in
// a table for those who cannot see bars.
import React, { useMemo, useState } from 'react';
import { css, cx } from '@emotion/css';
import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Interval } from '../../kit/interval';
import { duration } from '../../kit/text';
import type { Calendar } from '../../kit/times';
import { SEVERITIES, type Severity } from '../../model/finding';
import { severityColors } from '../SeverityIcon';
import { useTimes } from '../time/times';
import { useMeasure } from '../useMeasure';
import { useWidth } from '../useWidth';
import { axisLabels, type AxisClock } from './axisLabels';
import type { FleetRow } from './fleetRows';
import { minuteBars, type MinuteBar } from './minuteBars';
import { minuteText } from './sinceText';

interface FightBarsProps {
  readonly rows: readonly FleetRow[];
  readonly range: Interval;
}

/** Worst at the bottom, where heights compare best. */
const STACK: readonly Severity[] = SEVERITIES.filter((severity) => severity !== 'info');

function barText(bar: MinuteBar, range: Interval, calendar: Calendar): string {
  const parts = STACK.flatMap((severity) => (bar.counts[severity] ? [`${bar.counts[severity]} ${severity}`] : []));
  return `${minuteText(bar.span.from, range, calendar)}: ${parts.length > 0 ? parts.join(', ') : 'none'}`;
}

function axisClock({ time, day, offset }: Calendar): AxisClock {
  return { time: (at) => time(at, false), day, ahead: offset };
}

/** The bars with axis, hover reading and a hidden table. */
export function FightBars({ rows, range }: FightBarsProps) {
  const styles = useStyles2(getStyles);
  const [hovered, setHovered] = useState<MinuteBar>();
  const measure = useMeasure();
  const [axis, width] = useWidth<HTMLDivElement>();
  const { calendar } = useTimes();
  const { bars, bucket } = useMemo(() => minuteBars(rows, range, calendar), [rows, range, calendar]);
  const most = Math.max(1, ...bars.map((bar) => bar.total));
  const each = bucket === 60_000 ? 'minute by minute' : `every ${duration(bucket)}`;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        {hovered
          ? barText(hovered, range, calendar)
          : `workloads fighting, ${each}; from below: critical, high, medium, low`}
      </figcaption>
      <div className={styles.chart}>
        <div className={styles.scale} aria-hidden>
          <span>{most}</span>
          <span>0</span>
        </div>
        <div className={styles.bars} aria-hidden onMouseLeave={() => setHovered(undefined)}>
          {bars.map((bar) => (
            <div key={bar.span.from} className={styles.bar} onMouseEnter={() => setHovered(bar)}>
              {STACK.filter((severity) => bar.counts[severity]).map((severity) => (
                <div
                  key={severity}
                  className={cx(styles.piece, styles[severity])}
                  style={{ height: `${((bar.counts[severity] ?? 0) / most) * 100}%` }}
                />
              ))}
            </div>
          ))}
        </div>
        <div ref={axis} className={styles.axis} aria-hidden data-axis>
          {axisLabels(range, width, axisClock(calendar), measure).map(({ at, text, left }) => (
            <span key={at} style={{ left }}>
              {text}
            </span>
          ))}
        </div>
      </div>
      <BarTable bars={bars} range={range} />
    </figure>
  );
}

/** The same numbers for screen readers; runs of equal bars are one line. */
function BarTable({ bars, range }: { readonly bars: readonly MinuteBar[]; readonly range: Interval }) {
  const { calendar } = useTimes();
  const same = (a: MinuteBar | undefined, b: MinuteBar) =>
    a && STACK.every((severity) => a.counts[severity] === b.counts[severity]);
  const runs = bars.filter((bar, i) => !same(bars[i - 1], bar));
  return (
    <div className="sr-only">
      <table>
        <caption>Workloads fighting, from each time on</caption>
        <tbody>
          {runs.map((bar) => (
            <tr key={bar.span.from}>
              <td>{barText(bar, range, calendar)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const colors = severityColors(theme);
  const soft = (color: string) => colorManipulator.alpha(color, 0.6);
  const faint = (color: string) => colorManipulator.alpha(color, 0.3);
  const ruled = (color: string) => `repeating-linear-gradient(0deg, ${faint(color)} 0 2px, ${soft(color)} 2px 3px)`;
  const small = { fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary };
  return {
    figure: css({ margin: 0, minWidth: 0 }),
    caption: css({ ...small, fontVariantNumeric: 'tabular-nums' }),
    chart: css({
      display: 'grid',
      gridTemplateColumns: '28px 1fr',
      gridTemplateRows: '46px 18px',
      marginTop: theme.spacing(0.5),
    }),
    scale: css({
      ...small,
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      alignItems: 'flex-end',
      paddingRight: theme.spacing(1),
      lineHeight: 1,
    }),
    bars: css({
      display: 'flex',
      alignItems: 'stretch',
      gap: 1,
      borderBottom: `1px solid ${theme.colors.border.medium}`,
    }),
    bar: css({
      flex: 1,
      display: 'flex',
      flexDirection: 'column-reverse',
      minWidth: 0,
      '&:hover': { background: theme.colors.action.hover },
    }),
    piece: css({ flexShrink: 0 }),
    critical: css({ background: colors.critical }),
    high: css({ background: soft(colors.high) }),
    medium: css({ background: ruled(colors.medium) }),
    low: css({ border: `1px solid ${soft(colors.low)}` }),
    info: css({}),
    axis: css({
      ...small,
      gridColumn: 2,
      position: 'relative',
      fontVariantNumeric: 'tabular-nums',
      '& span': { position: 'absolute', whiteSpace: 'nowrap' },
    }),
  };
}
