// The ring around the mark on which the keyboard or the table stands, and the same mark in words for screen readers.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { explain, LENS_LANE, type Mark } from '../../timeline';
import type { Scene } from './scene';
import { useView, type ViewStore } from './store';

interface RingProps {
  readonly store: ViewStore;
  readonly scene: Scene;
  /** Mark chosen elsewhere, by its table row or finding. */
  readonly chosen: Mark | undefined;
  readonly bodyHeight: number;
}

export function FocusMark({ store, scene, chosen, bodyHeight }: RingProps) {
  const styles = useStyles2(getStyles);
  const focus = useView(store, (state) => state.focus);
  const scrollTop = useView(store, (state) => state.scrollTop);
  const focused = scene.marks.find((m) => m.id === focus);
  return (
    <div
      className={styles.window}
      style={{ height: bodyHeight + scene.model.axisHeight + (scene.model.lens?.height ?? 0) }}
    >
      {chosen && chosen.id !== focused?.id && (
        <Ring mark={chosen} scene={scene} scrollTop={scrollTop} name={styles.chosen} />
      )}
      {focused && <Ring mark={focused} scene={scene} scrollTop={scrollTop} name={styles.focused} />}
      <div className={styles.spoken} aria-live="polite">
        {focused && spoken(focused, scene)}
      </div>
    </div>
  );
}

function spoken(mark: Mark, scene: Scene): string {
  const told = explain(mark, scene.model);
  const lane = scene.model.lanes.find((l) => l.id === mark.lane);
  const words = told.lines.map((line) => line.text.replace(/\.$/, '')).join('. ');
  return `${lane?.title ?? 'Lens'}, ${told.time} ${scene.zoneName}: ${words}`;
}

interface OneRing {
  readonly mark: Mark;
  readonly scene: Scene;
  readonly scrollTop: number;
  readonly name: string;
}

function Ring({ mark, scene, scrollTop, name }: OneRing) {
  const { box } = mark;
  const top = box.y - (mark.lane === LENS_LANE ? 0 : scrollTop) - 4;
  const left = box.x + scene.model.labelWidth - 4;
  return <div className={name} style={{ left, top, width: box.width + 8, height: box.height + 8 }} />;
}

function getStyles(theme: GrafanaTheme2) {
  const ring = { position: 'absolute', boxSizing: 'border-box', borderRadius: theme.shape.radius.default } as const;
  return {
    window: css({ position: 'absolute', top: 0, left: 0, right: 0, overflow: 'hidden', pointerEvents: 'none' }),
    focused: css({ ...ring, border: `2px solid ${theme.colors.primary.border}` }),
    chosen: css({ ...ring, border: `1px solid ${theme.colors.text.secondary}` }),
    spoken: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
  };
}
