// Explains what is under the pointer or under the keyboard. The only thing a moving mouse renders.
import React, { useLayoutEffect, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2, useTheme2 } from '@grafana/ui';
import { explain, explainAt, hueOf, letterOf, type ExplainedLine, type Explanation } from '../../timeline';
import type { Scene } from './scene';
import { useView, type Hover, type ViewStore } from './store';

const OFFSET = 12;

interface TooltipProps {
  readonly store: ViewStore;
  readonly scene: Scene;
  /** Pixels around the crosshair within which an action belongs to the moment. */
  readonly reach: number;
}

export function TimelineTooltip({ store, scene, reach }: TooltipProps) {
  const hover = useView(store, (state) => state.hover);
  if (!hover) {
    return null;
  }
  const told = hover.mark ? explain(hover.mark, scene.model) : explainAt(scene.model, hover.at, reach);
  return told.lines.length === 0 ? null : (
    <Portal>
      <Card hover={hover} told={told} zoneName={scene.zoneName} />
    </Portal>
  );
}

interface CardProps {
  readonly hover: Hover;
  readonly told: Explanation;
  readonly zoneName: string;
}

function Card({ hover, told, zoneName }: CardProps) {
  const styles = useStyles2(getStyles);
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const box = ref.current?.getBoundingClientRect();
    if (box && (Math.abs(box.width - size.width) > 1 || Math.abs(box.height - size.height) > 1)) {
      setSize({ width: box.width, height: box.height });
    }
  }, [told, size]);
  const flipX = hover.clientX + OFFSET + size.width > window.innerWidth - 8;
  const flipY = hover.clientY + OFFSET + size.height > window.innerHeight - 8;
  const x = hover.clientX + (flipX ? -OFFSET - size.width : OFFSET);
  const y = hover.clientY + (flipY ? -OFFSET - size.height : OFFSET);
  return (
    <div ref={ref} className={styles.card} style={{ transform: `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)` }}>
      <div className={styles.time}>
        {told.time} {zoneName}
      </div>
      {told.lines.map((line, i) => (
        <Line key={i} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { readonly line: ExplainedLine }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const tone = line.tone === 'echo' ? styles.echo : line.tone === 'quiet' ? styles.quiet : undefined;
  return (
    <div className={tone}>
      {line.family && <b style={{ color: hueOf(line.family, theme.isDark) }}>{letterOf(line.family)} </b>}
      {line.text}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    card: css({
      position: 'fixed',
      top: 0,
      left: 0,
      zIndex: theme.zIndex.tooltip,
      maxWidth: 420,
      padding: theme.spacing(1, 1.5),
      background: theme.colors.background.elevated ?? theme.colors.background.secondary,
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      color: theme.colors.text.primary,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: 1.5,
      fontVariantNumeric: 'tabular-nums',
      pointerEvents: 'none',
    }),
    time: css({ color: theme.colors.text.secondary }),
    echo: css({ color: theme.colors.error.text }),
    quiet: css({ color: theme.colors.text.secondary }),
  };
}
