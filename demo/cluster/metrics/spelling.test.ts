// Names and label sets against the recordings: whatever metric both have must carry the same labels, and no family that
// real exporters print may be missing here.

import { createCluster, record, STORIES } from '../index';
import { readNamespace } from '../recorded/reading';

/** Labels that come from the scrape or from one lab's allowlist, not from the exporter. */
const FROM_THE_SCRAPE = new Set(['instance', 'job']);
/** What the simulation leaves out on purpose: numbers that components tell about themselves, and the lab's own load. */
const LEFT_OUT = /^(lab_|process_|up$|keda_scaler_http_request_duration|keda_trigger_registered)/;
/** Build labels differ; `up` belongs to the scraper; the recordings' copy lost the empty annotation rows. */
const ANY_LABELS = new Set(['keda_build_info', 'up', 'kube_pod_annotations']);

const NAMESPACES = [
  'hv-many-small',
  'keda-errors',
  'ok-keda-cpu',
  'keda-paused',
  'pdb-drain',
  'quota-block',
  'vpa-pdb',
  'vpa-over-node',
  'hpa-missing-req',
  'gitops-between',
  'keda',
];
const IDS = [
  'hpa-vpa-same-resource',
  'keda-scaler-errors',
  'hpa-keda-double-target-one-owner',
  'pdb-blocks-drain',
  'quota-blocks-scale-out',
  'vpa-pdb-deadlock',
  'vpa-over-node',
  'hpa-missing-requests',
  'hpa-gitops-replicas-not-in-git',
];

type Shapes = Map<string, Set<string>>;

function shapesOf(all: ReadonlyArray<{ labels: Record<string, string> }>, shapes: Shapes): void {
  for (const { labels } of all) {
    const { __name__ = '', ...rest } = labels;
    const keys = Object.keys(rest).filter((label) => !FROM_THE_SCRAPE.has(label));
    const known = shapes.get(__name__) ?? new Set();
    shapes.set(__name__, known.add(keys.sort().join(',')));
  }
}

describe('the spelling of series', () => {
  const recorded: Shapes = new Map();
  const simulated: Shapes = new Map();

  beforeAll(() => {
    for (const namespace of NAMESPACES) {
      shapesOf(readNamespace(namespace), recorded);
    }
    for (const story of STORIES.filter(({ id }) => IDS.includes(id))) {
      const cluster = createCluster({ ...story.build(1), seed: 1, startMs: 1_800_000_000_000 });
      shapesOf(record(cluster, { fromMs: cluster.now, toMs: cluster.now + 1_500_000, scrapeSeconds: 30 }), simulated);
    }
  });

  it('has every family of the recordings', () => {
    const missing = [...recorded.keys()].filter((name) => !simulated.has(name) && !LEFT_OUT.test(name));
    expect(missing).toEqual([]);
  });

  it('gives common families no label set that the recordings do not know', () => {
    const foreign: string[] = [];
    for (const [name, shapes] of simulated) {
      const known = recorded.get(name);
      if (known !== undefined && !ANY_LABELS.has(name)) {
        foreign.push(...[...shapes].filter((shape) => !known.has(shape)).map((shape) => `${name}{${shape}}`));
      }
    }
    expect(foreign).toEqual([]);
  });
});
