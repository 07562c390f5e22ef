// How renderers hand out samples. The same label set object is passed for the same series at every scrape (labels.ts).

import type { Labels } from '../labels';

/** Takes one sample. */
export type Emit = (name: string, labels: Labels, value: number) => void;

/** Unix seconds of a moment, as KSM prints times. */
export const seconds = (ms: number) => Math.floor(ms / 1000);
