// Something that stands in one sample after the other, for so many that none of them is chance: samples far apart tell it as well.
import { lengthOf, type Interval } from '../../kit/interval';
import type { Facts } from '../episodes/facts';

/** In a row; what comes and goes by itself shows the same side so often in one of thousands. */
const SAMPLES = 12;

/** True where one of these spans is that long. */
export function isLong(spans: readonly Interval[], { scrape }: Pick<Facts, 'scrape'>): boolean {
  return spans.some((span) => lengthOf(span) >= SAMPLES * scrape);
}
