// KEDA's HPAs are blind together while KEDA itself reads every source: v1beta1.external.metrics.k8s.io no longer leads to
// KEDA. One APIService serves the whole cluster, and a second adapter that registers takes it over (kedacore/keda#470,
// #6475). KEDA's fallback does not help: it answers over the same API.
import { isPresent } from '../../../../kit/array';
import { hull, lengthOf, mergeIntervals, type Interval, minutes, inMinutes } from '../../../../kit/interval';
import { sum } from '../../../../kit/stats';
import { count, duration, number } from '../../../../kit/text';
import { runsWhere, samplesIn, valueAt, type Signal } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts, MetricFacts } from '../../../signals/facts';
import { isFailing, isResource } from '../../../signals/proposal';
import { row, typical } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { destructive, kubectl, json } from '../../../remedies/command';

interface Clash {
  readonly hpa: HpaFacts;
  readonly scaledObject: string;
  readonly deaf: number;
  /** Only a part of the cluster was read; of the rest its database told that nobody hears either. */
  readonly isPart: boolean;
  /** An HPA outside KEDA that reads another metric meanwhile: some adapter answers. */
  readonly other: HpaFacts | undefined;
  readonly minutes: number;
  readonly stands: number | undefined;
  readonly span: Interval;
}

/** KEDA's names of external metrics (keda: GenerateMetricNameWithIndex). */
const KEDA_METRIC = /^(s\d+-.+|composite-metric)$/;
/** A young HPA has not computed yet: 20 to 55 s measured. */
const BIRTH = 120_000;

interface Listener {
  readonly facts: Facts;
  readonly hpa: HpaFacts;
  readonly external: readonly MetricFacts[];
}

/** KEDA's own HPAs with external metrics, alone on their workload. */
function listenersOf(facts: Facts): Listener[] {
  if (facts.hpas.length !== 1) {
    return [];
  }
  return facts.hpas
    .map((hpa) => ({ facts, hpa, external: hpa.metrics.filter((m) => KEDA_METRIC.test(m.name)) }))
    .filter(({ hpa, external }) => hpa.scaledObject !== undefined && external.length > 0);
}

type Hearing = 'hears' | 'deaf' | 'excused';

/**
 * True when it is not blind and yet tells no metric at all: a pass that only enforces its bounds computes none (docs/signals.md,
 * "One scrape"). A plateau that somebody holds outside of them looks like silence.
 */
function computesNothing(hpa: HpaFacts, t: number): boolean {
  return valueAt(hpa.scalingActive, t) === 1 && hpa.metrics.every((m) => valueAt(m.status, t) === undefined);
}

/** Whether a listener hears KEDA at `t`; asleep, young, without news of the operator or with a failing source it has an excuse. */
function hearingAt({ facts, hpa, external }: Listener, t: number): Hearing {
  const triggers = facts.scaledObjects.filter((so) => so.name === hpa.scaledObject).flatMap((so) => so.triggers);
  const born = hpa.desired?.times[0] ?? 0;
  const young = born > facts.range.from + 3 * facts.scrape && t - born < BIRTH;
  const asleep = (valueAt(hpa.current, t) ?? 0) === 0 || valueAt(facts.ready, t) === 0;
  if (external.some((m) => valueAt(m.status, t) !== undefined)) {
    return 'hears';
  }
  const reads =
    triggers.some((trigger) => valueAt(trigger.value, t) !== undefined) &&
    triggers.every((trigger) => !isFailing(trigger, t));
  return young || asleep || !reads || computesNothing(hpa, t) ? 'excused' : 'deaf';
}

/** What the database told of all of a cluster of which only a part was read. */
interface Rest {
  readonly heard: Signal;
  readonly resources: Signal;
  readonly resourcesAsked: Signal;
}

function restOf(cluster: string, { readings }: RuleContext): Rest | undefined {
  const heard = readings(cluster, 'keda');
  const resources = readings(cluster, 'resource');
  const resourcesAsked = readings(cluster, 'resource-asked');
  return heard && resources && resourcesAsked && { heard, resources, resourcesAsked };
}

/** True when resource metrics are known to some HPA, or nobody asks for them: then the API alone is at fault. */
function resourcesFlow(fleet: readonly Facts[], rest: Rest | undefined, span: Interval): boolean {
  const metrics = fleet
    .flatMap((f) => f.hpas)
    .flatMap((hpa) => hpa.metrics)
    .filter(isResource);
  const isTold = (signal: Signal | undefined): boolean => samplesIn(signal, span).length > 0;
  const isAsked = metrics.length > 0 || isTold(rest?.resourcesAsked);
  return !isAsked || isTold(rest?.resources) || metrics.some((m) => isTold(m.status));
}

function otherAdapter(fleet: readonly Facts[], span: Interval): HpaFacts | undefined {
  return fleet
    .flatMap((f) => f.hpas)
    .find(
      (hpa) =>
        hpa.scaledObject === undefined &&
        hpa.metrics.some((m) => !isResource(m) && samplesIn(m.status, span).length > 0)
    );
}

/** What a fleet hears, worked out once for all of its workloads: in the outage every one of them asks. */
const HEARD = new WeakMap<readonly Facts[], Map<string, readonly Interval[]>>();

/** Spans in which at least one listener of the cluster hears KEDA. */
function heardIn(fleet: readonly Facts[], cluster: string, listeners: readonly Listener[]): readonly Interval[] {
  const known = HEARD.get(fleet) ?? new Map<string, readonly Interval[]>();
  HEARD.set(fleet, known);
  const spans =
    known.get(cluster) ??
    mergeIntervals(listeners.flatMap((l) => runsWhere(l.hpa.desired, (_, t) => hearingAt(l, t) === 'hears')));
  known.set(cluster, spans);
  return spans;
}

function clashOf(
  facts: Facts,
  context: RuleContext<'minHpas' | 'minMinutes'>
): { d: Clash; spans: Interval[] } | undefined {
  const [me] = listenersOf(facts);
  const { cluster } = facts.workload;
  const least = minutes(context.thresholds.minMinutes);
  const deafRuns = me ? runsWhere(me.hpa.desired, (_, t) => hearingAt(me, t) === 'deaf') : [];
  if (!me || !deafRuns.some((run) => lengthOf(run) >= least)) {
    return undefined;
  }
  const fleet = context.fleet.filter((f) => f.workload.cluster === cluster);
  const listeners = fleet.flatMap(listenersOf);
  const heard = heardIn(context.fleet, cluster, listeners);
  const rest = restOf(cluster, context);
  const silent = (t: number): boolean =>
    !heard.some((span) => t >= span.from && t <= span.to) && (valueAt(rest?.heard, t) ?? 0) === 0;
  const deafAt = (t: number): number => listeners.filter((l) => hearingAt(l, t) === 'deaf').length;
  const spans = runsWhere(me.hpa.desired, (_, t) => silent(t) && hearingAt(me, t) === 'deaf').filter(
    (run) => lengthOf(run) >= least && deafAt((run.from + run.to) / 2) >= context.thresholds.minHpas
  );
  const span = hull(spans);
  if (!span || !resourcesFlow(fleet, rest, span)) {
    return undefined;
  }
  const d = {
    hpa: me.hpa,
    scaledObject: me.hpa.scaledObject ?? '',
    isPart: rest !== undefined,
    deaf: Math.max(...spans.map((run) => deafAt((run.from + run.to) / 2))),
    other: otherAdapter(fleet, span),
    minutes: inMinutes(sum(spans.map(lengthOf))),
    stands: typical(facts.replicas, span),
    span,
  };
  return { d, spans };
}

const APISERVICE = 'v1beta1.external.metrics.k8s.io';
const SERVICE = { name: 'keda-operator-metrics-apiserver', namespace: 'keda' };

export const externalMetricsApiserviceClash = defineRule({
  id: 'external-metrics-apiservice-clash',
  title: 'The external metrics API no longer leads to KEDA: its HPAs are blind',
  code: 'D7',
  scans: ['metric-missing', 'blind', 'scaler-errors'],
  needs: ['hpa.info', 'hpa.spec-metric', 'hpa.status-metric', 'hpa.current', 'keda.value', 'keda.errors'],
  absences: ['hpa.spec-metric', 'hpa.status-metric'],
  reveals: ['hpa.desired'],
  everywhere: { kinds: ['hpa.spec-metric', 'hpa.status-metric'] },
  helps: ['hpa.condition', 'workload.ready', 'scaledobject.info'],
  thresholds: {
    minHpas: { title: 'HPAs of KEDA that are blind together', unit: 'HPAs', default: 2, min: 2, max: 100 },
    minMinutes: { title: 'Minutes blind together', unit: 'min', default: 5, min: 1, max: 120 },
  },
  explains: ['hpa-scaling-inactive', 'hpa-partial-metrics', 'selector-overlap'],
  detect: (facts, context): Array<Detection<Clash>> =>
    [clashOf(facts, context)].filter(isPresent).map(({ d, spans }) => ({
      intervals: spans,
      witnessed: d.isPart,
      actors: [{ family: 'keda' as const, name: d.scaledObject }],
      confidence: d.other ? ('likely' as const) : ('possible' as const),
      confidenceNotes: [
        d.other
          ? `HPA ${d.other.name} reads a metric from another adapter meanwhile`
          : "a second adapter and a dead adapter of KEDA's own look the same here",
        `kubectl get apiservice ${APISERVICE} names the service that answers`,
      ],
      evidence: [
        row(
          'Blind together',
          d.isPart
            ? `${number(d.deaf)} HPAs of KEDA have no status of their external metrics, and nobody else in the cluster has one`
            : `all ${number(d.deaf)} HPAs of KEDA that are awake have no status of their external metrics`,
          ['hpa.status-metric', 'hpa.spec-metric', 'hpa.current'],
          'observed',
          d.span
        ),
        row(
          'KEDA reads',
          'its operator polls every source without an error meanwhile',
          ['keda.value', 'keda.errors'],
          'observed',
          d.span
        ),
        d.other
          ? row(
              'Another adapter answers',
              `HPA ${d.other.name} sees its metric`,
              ['hpa.status-metric'],
              'observed',
              d.span
            )
          : undefined,
      ].filter(isPresent),
      details: d,
    })),
  severity: () => 'critical',
  explain: ({ details: d }) => ({
    summary: `${count(d.deaf, 'HPA')} of KEDA blind together for ${duration(minutes(d.minutes))} while KEDA reads every source without an error: ${d.stands === undefined ? 'nothing scales' : `frozen at ${number(d.stands)}`}.`,
    label: 'external metrics API × KEDA',
    causeTitle: 'The external metrics API no longer leads to KEDA',
  }),
  confirm: () => ({
    command: kubectl`get apiservice ${APISERVICE} -o jsonpath='{.spec.service.namespace}/{.spec.service.name}{"\\n"}'`,
    expect: 'a service that is not the metrics server of KEDA (by default keda/keda-operator-metrics-apiserver)',
  }),
  fix: () => [
    {
      title: 'Point the API back to KEDA',
      term: 'now',
      why: `One APIService serves the whole cluster: whoever registered last answers for all. Its service is to be the metrics server of KEDA, by default ${SERVICE.namespace}/${SERVICE.name}.`,
      command: destructive(
        kubectl`patch apiservice ${APISERVICE} --type merge -p ${json({ spec: { service: SERVICE } })}`
      ),
      price:
        'HPAs that live on the other adapter go blind instead, and its operator takes the API back at its next apply.',
      undo: 'Patch the service that the check printed back.',
      verify: "ScalingActive true on KEDA's HPAs within 30 s.",
    },
    {
      title: 'One adapter for external metrics',
      term: 'for-good',
      why: 'Switch the external metrics of the other adapter off (Datadog: clusterAgent.metricsProvider.enabled=false; prometheus-adapter: no rules.external) and read its metrics through KEDA triggers.',
      patches: [
        {
          apiVersion: 'apiregistration.k8s.io/v1',
          kind: 'APIService',
          name: APISERVICE,
          spec: {
            group: 'external.metrics.k8s.io',
            version: 'v1beta1',
            groupPriorityMinimum: 100,
            versionPriority: 100,
            service: SERVICE,
          },
        },
      ],
      isDestructive: true,
      price: 'HPAs on the other adapter must move to ScaledObjects.',
      undo: 'Register the other adapter again.',
      verify: 'The service of the APIService stays the same across an upgrade of either.',
    },
  ],
});
