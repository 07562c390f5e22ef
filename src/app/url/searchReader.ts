// Reads a query string and remembers what it did not understand: links are typed, cut and edited by people.
import { firstFew, quoted } from '../../kit/outsideText';
import { readRefresh } from './refresh';
import { parseTime, DEFAULT_TIME, type TimeText } from './timeText';
import { zoneIn, zoneProblem } from './zone';

/** Parameters that Grafana itself adds to any page; the last two tell through which link of another page one came. */
const GRAFANA_OWN = ['orgId', 'kiosk', 'theme', 'timezone', 'locale', 'lang', 'uel_pid', 'uel_epid'];

/** A state and a sentence for each part of the link that was not understood. */
export interface FromUrl<T> {
  readonly state: T;
  readonly problems: readonly string[];
}

/** Data source, time and refresh: what all pages share. */
export interface PageState {
  /** Uids of the data sources, none when the link leaves them open. A page that shows one of them shows the first. */
  readonly ds: readonly string[];
  readonly time: TimeText;
  /** `30s`, or '' for none. */
  readonly refresh: string;
}

/** No name of an object, of a label's value that people chose, or of a data source is longer. */
const LONGEST = 500;
/** Values of a list: more than anybody chooses, fewer than a query text can hold. */
const MOST = 200;

/** Data sources side by side: each costs its database a sweep, and the page a report. */
export const MOST_SOURCES = 8;

/** One pass over a query string. */
export class SearchReader {
  public readonly problems: string[] = [];
  private readonly params: URLSearchParams;
  private readonly known = new Set<string>(GRAFANA_OWN);

  public constructor(search: string) {
    this.params = new URLSearchParams(search);
  }

  /** A parameter that stands once. */
  public text(name: string): string {
    const [first = '', ...more] = this.values(name);
    if (more.length > 0) {
      this.problems.push(`Parameter ${quoted(name)} stands there ${more.length + 1} times: the first holds.`);
    }
    return first;
  }

  public list(name: string): string[] {
    const all = [...new Set(this.values(name).filter((value) => value !== ''))];
    if (all.length > MOST) {
      this.problems.push(`${all.length} values of ${name} are too many: the first ${MOST} hold.`);
    }
    return all.slice(0, MOST);
  }

  /** One of a closed set, or nothing; anything else is reported. */
  public choice<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    const found = allowed.find((candidate) => candidate === value);
    if (value !== '' && found === undefined) {
      this.problems.push(`${quoted(value)} is not a value of ${name}: it was left out.`);
    }
    return found;
  }

  /** Values of a closed set; others are reported. */
  public choices<T extends string>(name: string, allowed: readonly T[]): T[] {
    return this.list(name).flatMap((value) => {
      const found = allowed.find((candidate) => candidate === value);
      if (found === undefined) {
        this.problems.push(`${quoted(value)} is not a value of ${name}: it was left out.`);
      }
      return found === undefined ? [] : [found];
    });
  }

  public page(): PageState {
    return { ds: this.sources(), time: this.time(), refresh: this.refresh() };
  }

  /** All that is left to say: names every parameter that nobody asked for. */
  public finish(): string[] {
    for (const name of new Set(this.params.keys())) {
      if (!this.known.has(name) && !name.startsWith('var-')) {
        this.problems.push(`Parameter ${quoted(name)} is not known: it was left out.`);
      }
    }
    const zone = zoneProblem(this.params);
    return firstFew(zone === undefined ? this.problems : [...this.problems, zone]);
  }

  private values(name: string): string[] {
    this.known.add(name);
    const all = this.params.getAll(name);
    const fit = all.filter((value) => value.length <= LONGEST);
    if (fit.length < all.length) {
      this.problems.push(`A value of ${name} is longer than ${LONGEST} characters: it was left out.`);
    }
    return fit;
  }

  private sources(): string[] {
    const all = this.list('ds');
    if (all.length > MOST_SOURCES) {
      this.problems.push(`${all.length} data sources at once are too many: the first ${MOST_SOURCES} hold.`);
    }
    return all.slice(0, MOST_SOURCES);
  }

  private time(): TimeText {
    const from = this.text('from') || DEFAULT_TIME.from;
    const to = this.text('to') || DEFAULT_TIME.to;
    const time = parseTime(from, to, zoneIn(this.params));
    if (time.ok) {
      return time.value;
    }
    this.problems.push(`${time.error} The last three hours are shown.`);
    return DEFAULT_TIME;
  }

  private refresh(): string {
    const { refresh, problem } = readRefresh(this.text('refresh'));
    if (problem !== undefined) {
      this.problems.push(problem);
    }
    return refresh;
  }
}

/** The shared part of a query string; defaults are left out. */
export function writePage(params: URLSearchParams, { ds, time, refresh }: PageState): void {
  ds.filter((one) => one !== '').forEach((one) => params.append('ds', one));
  if (time.from !== DEFAULT_TIME.from || time.to !== DEFAULT_TIME.to) {
    params.set('from', time.from);
    params.set('to', time.to);
  }
  if (refresh !== '') {
    params.set('refresh', refresh);
  }
}
