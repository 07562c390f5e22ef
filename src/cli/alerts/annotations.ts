// What people read in an alert, and the link back: Go templates, as Prometheus, vmalert and Grafana fill them in. They say
// `.Labels` and never `$labels`: in provisioning files Grafana takes `$` for a variable of the environment.
import type { AlertSubject } from '../../queries/plainAlerts';
import plugin from '../../../plugin.json';
import type { AlertLinks, Texts } from './alertModel';

const label = (name: string): string => `{{ .Labels.${name} }}`;
const encoded = (name: string): string => `{{ .Labels.${name} | urlquery }}`;
const when = (name: string, then: string, otherwise = ''): string =>
  `{{ if .Labels.${name} }}${then}${otherwise === '' ? '' : `{{ else }}${otherwise}`}{{ end }}`;
/** The namespace of an object, in whichever spelling it stands. */
const namespace = (show: (name: string) => string): string =>
  when('exported_namespace', show('exported_namespace'), show('namespace'));

interface Page {
  readonly path: 'workload' | 'fleet' | 'rules';
  /** Parameters that are already encoded, or templates that encode. */
  readonly search: readonly string[];
  readonly hash?: string;
}

function pageUrl({ grafanaUrl, datasourceUid }: AlertLinks, { path, search, hash }: Page): string | undefined {
  if (grafanaUrl === undefined) {
    return undefined;
  }
  const all = [...(datasourceUid === undefined ? [] : [`ds=${encodeURIComponent(datasourceUid)}`]), ...search];
  return `${grafanaUrl}/a/${plugin.id}/${path}${all.length > 0 ? `?${all.join('&')}` : ''}${hash ?? ''}`;
}

function withLinks(texts: Texts, links: AlertLinks, page: Page, rule: string | undefined): Texts {
  const truce = pageUrl(links, page);
  const kind = rule === undefined ? undefined : pageUrl(links, { path: 'rules', search: [], hash: `#rule-${rule}` });
  return {
    ...texts,
    ...(truce !== undefined && { truce_url: truce }),
    ...(kind !== undefined && { runbook_url: kind }),
  };
}

/** Of a finding that the watcher exposes. */
export function findingTexts(links: AlertLinks, rule: string, title: string): Texts {
  const workload = `${when('namespace', `${label('namespace')}/`)}${label('workload')}`;
  const page: Page = {
    path: 'workload',
    search: [
      `namespace=${encoded('namespace')}`,
      `kind=${encoded('workload_kind')}`,
      `name=${encoded('workload')}`,
      `finding=${rule}${when('cluster', `&cluster=${encoded('cluster')}`)}`,
    ],
  };
  return withLinks(
    {
      summary: `${workload}: ${title}`,
      description: `${rule} on ${label('workload_kind')} ${workload}${when('cluster', ` in cluster ${label('cluster')}`)}${when('about', `, ${label('about')}`)}, found by the watcher.`,
    },
    links,
    page,
    rule
  );
}

/** Labels that name the object of an answer, and the workload where they name one: its kind and its name. */
const SUBJECTS: Readonly<Record<AlertSubject, { object: string; workload?: readonly [string, string] }>> = {
  hpa: { object: label('horizontalpodautoscaler'), workload: ['scaletargetref_kind', 'scaletargetref_name'] },
  target: { object: label('scaletargetref_name'), workload: ['scaletargetref_kind', 'scaletargetref_name'] },
  workload: { object: when('statefulset', label('statefulset'), label('deployment')) },
  scaledobject: { object: when('scaledObject', label('scaledObject'), label('scaledobject')) },
  'scaled-target': { object: label('target_name') },
  quota: { object: `${label('resourcequota')} (${label('resource')})` },
  budget: { object: label('poddisruptionbudget') },
};

/** The name of the cluster, encoded; several labels are joined as the app joins them. */
function clusterSearch(labels: readonly string[]): string {
  const [first, ...rest] = labels;
  return first === undefined ? '' : when(first, `&cluster=${[first, ...rest].map(encoded).join('%2F')}`);
}

function workloadSearch(subject: AlertSubject): string | undefined {
  if (subject === 'workload') {
    const kind = when('statefulset', 'StatefulSet', 'Deployment');
    return `&kind=${kind}&name=${when('statefulset', encoded('statefulset'), encoded('deployment'))}`;
  }
  const [kind, name] = SUBJECTS[subject].workload ?? [];
  return kind === undefined || name === undefined ? undefined : `&kind=${encoded(kind)}&name=${encoded(name)}`;
}

interface PlainTexts {
  readonly subject: AlertSubject;
  readonly title: string;
  readonly rule: string | undefined;
  readonly cluster: readonly string[];
}

/** Of an alert on series of kube-state-metrics and KEDA. Where no workload is named, it leads to the fleet of the namespace. */
export function plainTexts(links: AlertLinks, { subject, title, rule, cluster }: PlainTexts): Texts {
  const place = `namespace=${namespace(encoded)}`;
  const own = workloadSearch(subject);
  const texts = {
    summary: `${namespace(label)}/${SUBJECTS[subject].object}: ${title}`,
    description: `Told by one condition on the series of Kubernetes. ${rule === undefined ? 'What writes, and why, says the page of the workload.' : `Kind: ${rule}.`}`,
  };
  const search = (more: string) => [`${place}${more}${clusterSearch(cluster)}`];
  const known = withLinks(
    texts,
    links,
    { path: own === undefined ? 'fleet' : 'workload', search: search(own ?? '') },
    rule
  );
  const fleet = pageUrl(links, { path: 'fleet', search: search('') });
  return subject === 'hpa' && known.truce_url !== undefined && fleet !== undefined
    ? { ...known, truce_url: when('scaletargetref_name', known.truce_url, fleet) }
    : known;
}

/** Of an alert on the watcher itself. */
export function watcherTexts(links: AlertLinks, summary: string, description: string): Texts {
  return withLinks({ summary, description }, links, { path: 'fleet', search: [] }, undefined);
}
