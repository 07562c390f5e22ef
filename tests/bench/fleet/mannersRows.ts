// How a sweep of a large fleet behaves towards who waits for it: how soon it says something, lets go, and gives the thread back,
// and how long its queries are.
import type { Interval } from '../../../src/kit/interval';
import { number } from '../../../src/kit/text';
import { ms, type Row } from '../table';
import { cancelSweep, type Swept, type Watched } from './sweeping';

/** Shares of a sweep after which it is cancelled: among the lists, the scans, the parts. */
const CANCELLED_AT = [0.05, 0.2, 0.5];

function queryOf({ body }: RequestInit): string {
  return new URLSearchParams(typeof body === 'string' ? body : '').get('query') ?? '';
}

/** What one sweep shows besides: how long its queries are, and how long its end takes. */
export function sizeRows(name: string, { requests, merged }: Swept): Row[] {
  const longest = Math.max(...requests.map(({ init }) => queryOf(init).length));
  return [
    {
      what: `${name}: putting the reports of the parts together`,
      ours: ms(merged),
      against: '50 ms',
      ratio: merged / 50,
      aim: 1,
    },
    {
      what: `${name}: longest query`,
      ours: `${number(longest)} characters`,
      against: `${number(12_000)} characters`,
      ratio: longest / 12_000,
      aim: 1,
    },
  ];
}

/** How a sweep behaves. */
export async function mannersRows(
  name: string,
  url: string,
  range: Interval,
  { took, silence, block }: Watched
): Promise<Row[]> {
  const cancelled = await cancelSweep(url, range, took, CANCELLED_AT);
  return [
    {
      what: `${name}: longest silence of the progress`,
      ours: ms(silence),
      against: '1 s',
      ratio: silence / 1000,
      aim: 1,
    },
    {
      what: `${name}: from Cancel to the end, the longest of ${CANCELLED_AT.length}`,
      ours: ms(cancelled),
      against: '1 s',
      ratio: cancelled / 1000,
      aim: 1,
    },
    {
      what: `${name}: longest task of reading (judging is a worker's)`,
      ours: ms(block),
      against: '50 ms',
      ratio: block / 50,
      aim: 1,
    },
  ];
}
