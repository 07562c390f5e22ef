// What the specs of faults share: the proxy before the real servers, the questions, and the answers without any fault.
import type { Interval } from '../../src/kit/interval';
import { DATABASES, pairOf, type DatabaseName } from '../integration/servers';
import { closedAddress } from './closedAddress';
import { say, type Asking } from './commandLine';
import type { Clean } from './expectations';
import type { Fault } from './faults';
import { grafanaSource } from './grafanaSource';
import { FaultProxy } from './proxy';

/** Namespaces of the recording in which Deployment `web` is calm, and fights. */
export const CALM = 'ok-diurnal';
export const FIGHT = 'gitops-between';

export class FaultBench {
  private readonly proxy = new FaultProxy();
  private readonly clean = new Map<DatabaseName, Clean>();
  private nobody = '';

  /** Starts the proxy and asks everything once without a fault. */
  public async start(): Promise<void> {
    await this.proxy.start();
    this.nobody = await closedAddress();
    const { range } = this;
    for (const database of DATABASES) {
      const url = pairOf('few')[database];
      this.clean.set(database, {
        fights: await say(url, { range }),
        calm: await say(url, { range, namespace: CALM }),
      });
    }
  }

  public stop(): Promise<void> {
    return this.proxy.stop();
  }

  /** The range of the recording. */
  public get range(): Interval {
    const { from, to } = pairOf('few');
    return { from, to };
  }

  /** The address to ask, with the fault behind it, fresh. */
  public spoil({ servers, mischief }: Fault, database: DatabaseName): string {
    if (servers === 'nobody') {
      return this.nobody;
    }
    return this.spoilAt(pairOf(servers ?? 'few')[database], mischief);
  }

  /** The same before another server. */
  public spoilAt(url: string, mischief: Fault['mischief']): string {
    this.proxy.play(url, mischief);
    return this.proxy.url;
  }

  /** The same as a data source in Grafana. */
  public source(fault: Fault, database: DatabaseName): ReturnType<typeof grafanaSource> {
    return grafanaSource(database, this.spoil(fault, database), fault.deadline);
  }

  /** How to ask under this fault. */
  public asking({ clock = 0, deadline }: Fault): Asking {
    const { from, to } = this.range;
    return { range: { from: from + clock, to: to + clock }, deadline };
  }

  /** What is answered without a fault. */
  public cleanOf(database: DatabaseName): Clean {
    const found = this.clean.get(database);
    if (!found) {
      throw new Error(`nothing was read from ${database}`);
    }
    return found;
  }
}
