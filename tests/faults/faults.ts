// Everything that is tried, as data: what goes wrong, how much can still be read, and what must then be said.
import { apiError, editBody, editRows, editSamples, page, type Pair, type Row } from './effects';
import type { DatabaseName } from '../integration/servers';
import { placeOf } from './plan';
import type { Mischief } from './proxy';

/** How much a fault leaves to be read. */
export type Leaves =
  /** No query is answered: nothing may be judged, and nothing looks calm. */
  | 'nothing'
  /** Some queries are: no finding is new, what went is named, nothing that was not read looks calm. */
  | 'part'
  /** Everything that matters: the findings are those without the fault. */
  | 'all';

export interface Fault {
  /** What goes wrong, as a row of the table says it. */
  readonly title: string;
  /** What the proxy does; absent where the fault is in the server itself. */
  readonly mischief?: Mischief;
  /** The servers that are asked, where they are not the usual ones; `nobody` listens nowhere. */
  readonly servers?: 'doubled' | 'tight' | 'nobody';
  readonly leaves: Leaves;
  /** The database that it is tried with, where one will do: both when absent. */
  readonly only?: DatabaseName;
  /** Said in every place that has room for it. Absent where there is nothing to say. */
  readonly says?: RegExp;
  /** Where the panel's six queries fare otherwise. */
  readonly panel?: { readonly leaves: Leaves; readonly says?: RegExp };
  /** Seconds for the whole question; the usual time when absent. */
  readonly deadline?: number;
  /** How far the clock of whoever asks is off, milliseconds. */
  readonly clock?: number;
  /** What is still asked depends on which answer comes first: the table keeps the first line of what is said. */
  readonly isRace?: boolean;
  /**
   * Headings of the fleet page of which one comes: some answers can be read, and whether one of them comes before the third
   * failure in a row is nobody's choice.
   */
  readonly headings?: readonly string[];
}

const TEN_MINUTES = 600;
const LOGIN =
  '<!doctype html><html><head><title>Sign in</title></head><body><form><input type="password"></form></body></html>';

const everyThird = ({ query }: { query: string }): boolean => placeOf(query) % 3 === 2;
const afterTheTenth = ({ query }: { query: string }): boolean => placeOf(query) >= 10;

/** Each sample once more, a moment later. */
const twice = (pairs: readonly Pair[]): Pair[] =>
  pairs.length < 2
    ? [...pairs]
    : pairs.flatMap(([at, value]): Pair[] => [
        [at, value],
        [at + 0.001, value],
      ]);

/** Samples later or earlier by so many seconds, as the clock of the scraper has it; a vector has the time of its question. */
const moved = (seconds: number) =>
  editRows(({ values, ...row }) => ({
    ...row,
    ...(values && { values: values.map(([at, value]): Pair => [at + seconds, value]) }),
  }));

/** A vector where a matrix was asked for, and the other way round. */
function otherType(body: { readonly data: { readonly resultType: string; readonly result: readonly Row[] } }): unknown {
  const isMatrix = body.data.resultType === 'matrix';
  const result = body.data.result.map(({ metric, value, values = [] }) =>
    isMatrix ? { metric, value: values.at(-1) } : { metric, values: [value] }
  );
  return { ...body, data: { resultType: isMatrix ? 'vector' : 'matrix', result } };
}

const all = (effect: Mischief['effect']): Mischief => ({ effect });

/** No answer at all, or none that can be read. */
const SILENT_OR_STRANGE: readonly Fault[] = [
  { title: 'Nothing listens', servers: 'nobody', leaves: 'nothing', says: /check host and port/ },
  {
    title: 'Takes requests, never answers',
    only: 'prometheus',
    mischief: all({ kind: 'silence' }),
    leaves: 'nothing',
    deadline: 1,
    says: /No answer within the 1 s|Client\.Timeout exceeded/,
  },
  {
    title: 'Answers later than the deadline',
    only: 'victoriametrics',
    mischief: all({ kind: 'delay', ms: 1500 }),
    leaves: 'nothing',
    deadline: 1,
    says: /No answer within the 1 s|Client\.Timeout exceeded/,
  },
  { title: 'Answers slowly, within the deadline', mischief: all({ kind: 'delay', ms: 30 }), leaves: 'all' },
  {
    title: 'Breaks off each answer halfway',
    mischief: all({ kind: 'cut', share: 0.5 }),
    leaves: 'nothing',
    says: /a proxy cuts long answers/,
  },
  {
    title: 'Sends half of each answer as if it were whole',
    mischief: all({ kind: 'edit', edit: (text) => text.slice(0, Math.floor(text.length / 2)) }),
    leaves: 'nothing',
    says: /broke off/,
  },
  {
    title: 'Sends a page to sign in, with status 200',
    mischief: all(page(200, LOGIN)),
    leaves: 'nothing',
    says: /page to sign in|A page came instead of data: a sign-in/,
  },
  {
    title: 'Sends an empty body',
    mischief: all(page(200, '')),
    leaves: 'nothing',
    says: /empty answer|broke off|A page came instead of data/,
  },
  {
    title: 'Sends `null`',
    mischief: all({ kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body: 'null' }),
    leaves: 'nothing',
    says: /another program|without saying anything|Nothing is judged/,
    panel: { leaves: 'nothing', says: /nothing was looked at/ },
  },
  {
    title: 'Sends a vector for a matrix and a matrix for a vector',
    mischief: all(editBody(otherType)),
    leaves: 'nothing',
    says: /does not fit the question/,
    panel: { leaves: 'nothing', says: /One sample of each series came/ },
    headings: ['Prometheus did not answer', 'Nothing could be judged: this is not a calm fleet'],
  },
];

/** Refusals, as servers and proxies write them. */
const REFUSING: readonly Fault[] = [
  {
    title: '401',
    mischief: all(page(401, 'Unauthorized')),
    leaves: 'nothing',
    says: /check its user, password or token/,
  },
  {
    title: '403',
    mischief: all(apiError(403, 'forbidden', 'access denied')),
    leaves: 'nothing',
    says: /Ask for query permission/,
  },
  {
    title: '404',
    mischief: all(page(404, '404 page not found')),
    leaves: 'nothing',
    says: /must end before \/api\/v1/,
  },
  {
    title: '422, limits of the servers set to almost nothing',
    servers: 'tight',
    leaves: 'nothing',
    says: /limit on samples per query: choose a shorter time range or fewer namespaces/,
  },
  {
    title: '429, and asks for an hour',
    mischief: all(page(429, 'Too Many Requests', { 'retry-after': '3600' })),
    leaves: 'nothing',
    deadline: 4,
    says: /too many queries/,
  },
  {
    title: '429 to the first request, and asks for a second',
    mischief: {
      effect: page(429, 'Too Many Requests. Retry-After: 1', { 'retry-after': '1' }),
      strikes: ({ nth }) => nth === 1,
    },
    leaves: 'all',
    panel: { leaves: 'part', says: /too many queries/ },
  },
  {
    title: '500',
    mischief: all(page(500, 'Internal Server Error')),
    leaves: 'nothing',
    says: /Its log says why/,
  },
  {
    title: '502',
    mischief: all(page(502, '<html><body><h1>502 Bad Gateway</h1></body></html>')),
    leaves: 'nothing',
    says: /check that the database runs/,
  },
  {
    title: '503',
    mischief: all(page(503, 'Service Unavailable')),
    leaves: 'nothing',
    says: /Try again in a moment/,
  },
  {
    title: '504',
    mischief: all(page(504, '<html><body><h1>504 Gateway Time-out</h1></body></html>')),
    leaves: 'nothing',
    says: /choose a shorter time range, or raise its timeout/,
  },
];

/** Some queries fail. */
const IN_PART: readonly Fault[] = [
  {
    title: 'Every third query of the plan: 500',
    mischief: { effect: page(500, 'Internal Server Error'), strikes: everyThird },
    leaves: 'part',
    says: /Its log says why/,
  },
  {
    title: 'All queries after the tenth of the plan: 503',
    mischief: { effect: page(503, 'Service Unavailable'), strikes: afterTheTenth },
    leaves: 'part',
    says: /Try again in a moment/,
    panel: { leaves: 'all' },
    // After three failures in a row nothing more is asked.
    isRace: true,
  },
];

/** Every query is answered, with odd data. */
const ODD: readonly Fault[] = [
  {
    title: 'Everything was imported twice',
    servers: 'doubled',
    leaves: 'all',
  },
  {
    title: 'Each sample comes twice',
    mischief: all(editSamples(twice)),
    leaves: 'all',
    says: /came more than once and were counted once/,
  },
  {
    title: 'Samples in reverse order',
    mischief: all(editSamples((pairs) => [...pairs].reverse())),
    leaves: 'all',
    says: /came out of order and were sorted by time/,
  },
  {
    title: 'One sample in nine is 1e308',
    mischief: all(editSamples((pairs) => pairs.map(([at, value], i): Pair => [at, i % 9 === 4 ? '1e308' : value]))),
    leaves: 'part',
    says: /were left out: infinite, no number, or beyond 1e15 in size/,
  },
  {
    title: 'Labels that are numbers, lists, nothing',
    mischief: all(
      editRows((row) => ({
        ...row,
        metric: { ...row.metric, instance: 9100, job: null, zone: ['a'], rack: { row: 1 } },
      }))
    ),
    leaves: 'all',
    says: /had a value that is not text/,
  },
  {
    title: "The scraper's clock is ten minutes ahead",
    mischief: all(moved(TEN_MINUTES)),
    leaves: 'part',
    says: /outside the time range were left out: a clock is wrong/,
  },
  {
    title: "The scraper's clock is ten minutes behind",
    mischief: all(moved(-TEN_MINUTES)),
    leaves: 'part',
    says: /outside the time range were left out: a clock is wrong/,
  },
  {
    title: "The asker's clock is ten minutes ahead",
    clock: TEN_MINUTES * 1000,
    leaves: 'part',
    says: /No samples in the last 10 min of the range/,
  },
  {
    title: "The asker's clock is ten minutes behind",
    clock: -TEN_MINUTES * 1000,
    leaves: 'part',
    says: /No samples in the first 10 min of the range/,
  },
];

/** By the heading under which the table lists them. */
export const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  'No answer, or none that can be read': SILENT_OR_STRANGE,
  'The server refuses': REFUSING,
  'Some queries fail': IN_PART,
  'Every query is answered, with odd data': ODD,
};
