// From the labels of a series to what it means: dialects end here.
import type { Labels, SeriesIdentity, SignalKind } from '../model/series';
import { CATALOGUE, patternOf, specOf, type SignalSpec } from './catalogue';
import { clusterOf } from './clusterLabels';

const READERS = CATALOGUE.map((spec) => ({ spec, name: new RegExp(`^(?:${patternOf(spec)})$`) }));
const BY_NAME = new Map<string, SignalSpec | undefined>();

/** The spec for a metric name; undefined for a name no rule reads. */
export function specOfMetric(name: string): SignalSpec | undefined {
  if (!BY_NAME.has(name)) {
    BY_NAME.set(name, READERS.find((reader) => reader.name.test(name))?.spec);
  }
  return BY_NAME.get(name);
}

/** What kind of workload a metric of kube-state-metrics tells of; undefined for one of something else. */
export function workloadOfMetric(name: string): string | undefined {
  return /^kube_statefulset_/.test(name) ? 'StatefulSet' : /^kube_deployment_/.test(name) ? 'Deployment' : undefined;
}

/** The kinds of workloads of which kube-state-metrics tells this. */
export function workloadsTold(kind: SignalKind): readonly string[] {
  const names = (specOf(kind)?.pattern ?? '').split('|');
  return [...new Set(names.flatMap((name) => workloadOfMetric(name) ?? []))];
}

function firstLabel(labels: Labels, names: readonly string[]): string {
  for (const name of names) {
    const value = labels[`exported_${name}`] ?? labels[name];
    if (value !== undefined && value !== '') {
      return value;
    }
  }
  return '';
}

function kindOfWorkload(labels: Labels): string {
  return labels.statefulset === undefined ? 'Deployment' : 'StatefulSet';
}

/** One of the shapes of VPA series puts the resource into the name (docs/signals.md, "VPA"), and so did kube-state-metrics 1.x. */
function resourceFromName(name: string): string {
  return /_cpu(_cores)?$/.test(name) ? 'cpu' : /_memory(_bytes)?$/.test(name) ? 'memory' : '';
}

function attributesOf(spec: SignalSpec, labels: Labels, name: string): Labels {
  const attributes: Record<string, string> = {};
  for (const [key, names] of Object.entries(spec.attributes ?? {})) {
    const value = firstLabel(labels, names);
    if (value !== '') {
      attributes[key] = value;
    }
  }
  if (spec.object.includes('deployment')) {
    attributes.kind = kindOfWorkload(labels);
  }
  if (spec.attributes?.resource && attributes.resource === undefined) {
    attributes.resource = resourceFromName(name);
  }
  if (attributes.targetKind?.includes('.')) {
    // KEDA's status.scaleTargetKind reads `apps/v1.Deployment`.
    attributes.targetKind = attributes.targetKind.slice(attributes.targetKind.lastIndexOf('.') + 1);
  }
  return attributes;
}

/**
 * What a series is about.
 * @param kind the kind it was asked for, where the answer carries no metric name (computed queries)
 * @returns undefined when it is none of ours or does not say which object it describes
 */
export function classify(labels: Labels, clusterLabel: string, kind?: SignalKind): SeriesIdentity | undefined {
  const name = labels.__name__ ?? '';
  const spec = kind === undefined ? specOfMetric(name) : specOf(kind);
  if (!spec) {
    return undefined;
  }
  const object = firstLabel(labels, spec.object);
  const namespace = firstLabel(labels, spec.namespace ?? ['namespace']);
  if (object === '' && spec.object.length > 0 && spec.nameless !== true) {
    return undefined;
  }
  const attributes = attributesOf(spec, labels, name);
  return { kind: spec.kind, cluster: clusterOf(labels, clusterLabel), namespace, object, attributes };
}
