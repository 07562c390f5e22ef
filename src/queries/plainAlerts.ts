// Alerts for those who run no watcher: kinds that one condition on kube-state-metrics and KEDA decides. One text for Prometheus
// and VictoriaMetrics. Every side of a comparison is folded to the same labels first, so that two scrapers of one object never
// meet as a matching error; both spellings of the namespace are kept. Each text answers with values above 0.
import type { RuleId } from '../model/finding';
import type { SignalKind } from '../model/series';
import type { AlertSeverity } from './alertSeverity';
import { metricNameOf, specOf } from './catalogue';
import { selector } from './selector';

/** What an answer names: which labels it bears beside cluster and namespace. */
export type AlertSubject = 'hpa' | 'target' | 'workload' | 'scaledobject' | 'scaled-target' | 'quota' | 'budget';

export interface PlainAlert {
  /** The kind it tells; absent for what is only a sign of several. */
  readonly rule?: RuleId;
  /** The end of its name, where it has no kind to be named after. */
  readonly name?: string;
  /** What the condition says, where that is less than the title of the kind. */
  readonly title?: string;
  readonly severity: AlertSeverity;
  readonly for: string;
  readonly subject: AlertSubject;
  readonly expr: string;
}

/** What people may set. */
export interface PlainAlertOptions {
  /** Labels that tell clusters apart. */
  readonly cluster: readonly string[];
  /** Writes to one object in half an hour that no honest scaling needs. */
  readonly rewrites: number;
}

const PLACE = ['namespace', 'exported_namespace'];
const TARGET = ['scaletargetref_kind', 'scaletargetref_name'];

const by = (op: string, labels: readonly string[], text: string): string => `${op} by (${labels.join(', ')}) (${text})`;
const named = (kind: SignalKind, ...matchers: string[]): string => selector(metricNameOf(kind), matchers);
/** Series that custom resources bring under more than one name. */
const anyNamed = (kind: SignalKind, ...matchers: string[]): string => selector(specOf(kind)?.pattern ?? '', matchers);

/** An HPA with what it scales, where that is exported; the condition alone where it is not. */
function withTarget(hpa: readonly string[], condition: string): string {
  const info = by('max', [...hpa, ...TARGET], named('hpa.info'));
  const on = `on (${hpa.join(', ')})`;
  // After a change of the target two of them stand for five minutes.
  const one = `topk by (${hpa.join(', ')}) (1, ${info})`;
  return `(${condition}) * ${on} group_left (${TARGET.join(', ')}) ${one} or ${on} (${condition})`;
}

function hpaAlerts(place: readonly string[]): PlainAlert[] {
  const hpa = [...place, 'horizontalpodautoscaler'];
  const of = (kind: SignalKind, ...matchers: string[]) => by('max', hpa, named(kind, ...matchers));
  const active = of('hpa.condition', 'condition="ScalingActive"', 'status="true"');
  const alert = (rule: RuleId, severity: AlertSeverity, wait: string, condition: string): PlainAlert => {
    return { rule, severity, for: wait, subject: 'hpa', expr: withTarget(hpa, condition) };
  };
  return [
    // ScalingActive is false at 0 replicas too, by design.
    alert('hpa-scaling-inactive', 'warning', '15m', `1 - ${active} > 0 and ${of('hpa.current')} > 0`),
    {
      ...alert(
        'hpa-pinned-max',
        'warning',
        '30m',
        `${of('hpa.desired')} >= ${of('hpa.max')} and ${of('hpa.max')} > ${of('hpa.min')}`
      ),
      title: 'An HPA stands at its maximum',
    },
    alert('hpa-range-frozen', 'info', '1h', `${of('hpa.max')} <= ${of('hpa.min')}`),
    {
      rule: 'hpa-double-target',
      title: "More than one HPA on one workload, KEDA's own among them",
      severity: 'warning',
      for: '10m',
      subject: 'target',
      expr: `${by('count', [...place, ...TARGET], by('max', [...hpa, ...TARGET], named('hpa.info')))} > 1`,
    },
  ];
}

function kedaAlerts(place: readonly string[]): PlainAlert[] {
  const object = [...place, ...(specOf('keda.errors')?.object ?? [])];
  const errors = (specOf('keda.errors')?.pattern ?? '').split('|').map((name) => `increase(${name}[15m])`);
  const target = [...place, 'target_kind', 'target_name'];
  const scaled = [...target, ...(specOf('scaledobject.info')?.object ?? [])];
  return [
    {
      rule: 'keda-scaler-errors',
      severity: 'warning',
      for: '10m',
      subject: 'scaledobject',
      expr: `${by('sum', object, errors.join(' or '))} > 0`,
    },
    {
      rule: 'keda-paused',
      severity: 'info',
      for: '1d',
      subject: 'scaledobject',
      expr: `${by('max', object, named('keda.paused'))} > 0`,
    },
    {
      rule: 'keda-double-scaledobject',
      severity: 'warning',
      for: '10m',
      subject: 'scaled-target',
      expr: `${by('count', target, by('max', scaled, anyNamed('scaledobject.info', 'target_name!=""')))} > 1`,
    },
  ];
}

function policyAlerts(place: readonly string[]): PlainAlert[] {
  const quota = [...place, 'resourcequota', 'resource'];
  const budget = [...place, 'poddisruptionbudget'];
  // What a pod can run into; other resources stop no scaler.
  const resource = 'resource=~"pods|count/pods|cpu|memory|(requests|limits)[.].+"';
  const of = (type: string) => by('max', quota, named('quota.limit', `type="${type}"`, resource));
  return [
    {
      rule: 'quota-blocks-scale-out',
      title: 'A quota is full: the next pods may be refused',
      severity: 'warning',
      for: '15m',
      subject: 'quota',
      expr: `${of('used')} / (${of('hard')} > 0) > 0.95`,
    },
    {
      rule: 'pdb-blocks-drain',
      title: 'A budget allows no disruption: no drain ends',
      severity: 'info',
      for: '1h',
      subject: 'budget',
      expr: `${by('max', budget, named('pdb.expected'))} > 0 unless ${by('max', budget, named('pdb.allowed'))} > 0`,
    },
  ];
}

/** All of them, in the order of the catalogue of kinds. */
export function plainAlerts({ cluster, rewrites }: PlainAlertOptions): PlainAlert[] {
  const place = [...cluster, ...PLACE];
  const generation = anyNamed('workload.generation');
  const written = `max_over_time(${generation}[30m]) - min_over_time(${generation}[30m])`;
  return [
    ...hpaAlerts(place),
    {
      name: 'WorkloadRewritten',
      title: `A workload is written to more than ${rewrites} times in half an hour`,
      severity: 'warning',
      for: '10m',
      subject: 'workload',
      expr: `${by('max', [...place, 'deployment', 'statefulset'], written)} > ${rewrites}`,
    },
    ...kedaAlerts(place),
    ...policyAlerts(place),
  ];
}
