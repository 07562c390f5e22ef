// Which workload stands behind a custom resource that an HPA scales: who may be asked, and where it may be concluded at all.
import { isPresent } from '../../kit/array';
import type { Millis } from '../../kit/interval';
import type { Knows } from '../../model/knowledge';
import type { Series, SignalKind } from '../../model/series';
import type { Signal } from '../../model/signal';
import { hasOwnPods, type WorkloadRef } from '../../model/workload';
import type { Behind, HpaFacts } from './facts';
import type { KnowledgeAt } from './knowledge';
import type { Target } from './readHpas';
import { standsBehind, type Candidate, type ScaledResource } from './standsBehind';

type ByKind = ReadonlyMap<SignalKind, readonly Series[]>;

/** Who scales in one namespace, and how its series are read. */
interface Around {
  readonly hpas: ReadonlyArray<{ readonly facts: HpaFacts; readonly target: Target | undefined }>;
  readonly scaledObjects: ReadonlyArray<{ readonly target: Target | undefined }>;
  readonly toSignal: (series: Series | undefined) => Signal | undefined;
  readonly scrape: Millis;
  readonly knowledge: KnowledgeAt;
}

/** Any: what is known of a kind of workload is known of each of them. */
const A_DEPLOYMENT: WorkloadRef = { cluster: '', namespace: '', kind: 'Deployment', name: '' };

/** A custom resource is told by its HPA, but what may stand behind it only by the replicas of Deployments. */
export function knowingBehind(scaled: string, knows: Knows, knowledge: KnowledgeAt): Knows {
  if (hasOwnPods(scaled)) {
    return knows;
  }
  const ofDeployments = knowledge(A_DEPLOYMENT);
  return (kind) => {
    const { state, reason } = ofDeployments(kind);
    return kind === 'workload.replicas' && (state === 'failed' || state === 'unexported')
      ? {
          state: 'partial',
          reason: reason || 'nobody exports the replicas of Deployments, one of which may stand behind it',
        }
      : knows(kind);
  };
}

/** HPAs of whose target nothing is exported but what they tell themselves. */
function resourcesIn(hpas: Around['hpas']): ScaledResource[] {
  return hpas.flatMap(({ facts, target }) =>
    target === undefined || hasOwnPods(target.kind) ? [] : [{ hpa: facts, name: target.name }]
  );
}

/** Deployments and StatefulSets that nobody is known to scale. */
function candidatesIn(byKind: ByKind, taken: readonly Target[], toSignal: Around['toSignal']): Candidate[] {
  return (byKind.get('workload.replicas') ?? [])
    .map((s) => ({ series: s, kind: s.attributes.kind ?? 'Deployment', name: s.object }))
    .filter(({ kind, name }) => !taken.some((target) => target.kind === kind && target.name === name))
    .map(({ series, kind, name }) => {
      const generation = byKind
        .get('workload.generation')
        ?.find((s) => s.object === name && (s.attributes.kind ?? kind) === kind);
      return { kind, name, replicas: toSignal(series), generation: toSignal(generation) };
    });
}

/** Every HPA and every workload of the place was read: only then is one of them the only one. */
function isWhole(knowledge: KnowledgeAt): boolean {
  const knows = knowledge(A_DEPLOYMENT);
  return (['hpa.info', 'hpa.desired', 'workload.replicas'] as const).every((kind) => {
    const { state, isThinned } = knows(kind);
    return state === 'read' || isThinned === true;
  });
}

/**
 * What seems to stand behind custom resources, by the name of their HPA; nothing while an HPA of the namespace tells no
 * target: it may scale what looks like nobody's.
 */
export function readBehind(byKind: ByKind, around: Around): ReadonlyMap<string, Behind> {
  const { hpas, scaledObjects, toSignal, scrape, knowledge } = around;
  const resources = resourcesIn(hpas);
  if (resources.length === 0 || hpas.some(({ target }) => !target) || !isWhole(knowledge)) {
    return new Map();
  }
  const taken = [...hpas, ...scaledObjects].map(({ target }) => target).filter(isPresent);
  return standsBehind(resources, candidatesIn(byKind, taken, toSignal), scrape);
}
