// The keyboard on the timeline: walks marks, opens them, moves the window.
import { useMemo, useState } from 'react';
import type React from 'react';
import type { Interval } from '../../kit/interval';
import { LENS_LANE, nextMark, readingOrder } from '../../timeline';
import { meaningOf } from './keys';
import type { Scene } from './scene';
import type { ViewStore } from './store';
import type { TimelineViewProps } from './props';
import { openMark } from './useTimelinePlot';

interface KeysInput {
  readonly props: TimelineViewProps;
  readonly scene: Scene;
  readonly store: ViewStore;
  readonly range: Interval;
  readonly change: (range: Interval) => void;
}

export function useTimelineKeys({ props, scene, store, range, change }: KeysInput) {
  const [helps, setHelps] = useState(false);
  const ordered = useMemo(() => readingOrder(scene.marks, [...scene.model.lanes.map((l) => l.id), LENS_LANE]), [scene]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const meaning = meaningOf(event.key, event.ctrlKey || event.metaKey || event.altKey);
    if (!meaning) {
      return;
    }
    const { focus } = store.get();
    event.preventDefault();
    event.stopPropagation();
    switch (meaning.kind) {
      case 'walk':
        return store.set({ focus: nextMark(ordered, focus, meaning.direction)?.id });
      case 'open': {
        const mark = ordered.find((m) => m.id === focus);
        return mark && openMark(mark, props);
      }
      case 'window':
        return change(meaning.change(range));
      case 'help':
        return setHelps(!helps);
      case 'leave':
        setHelps(false);
        return store.set({ focus: undefined });
    }
  };
  return { helps, onKeyDown, onBlur: () => store.set({ focus: undefined }) };
}
