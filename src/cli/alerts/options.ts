// The arguments of `npm run rules`.
import { allOk, fail, ok, type Result } from '../../kit/result';
import { isClusterLabel } from '../../model/clusterLabel';
import { ALERT_SEVERITIES, type AlertSeverity } from '../../queries/alertSeverity';
import { clusterLabelsOf } from '../../queries/clusterLabels';
import { cleanMessage } from '../../sources/cleanMessage';
import { readFlags, type FlagTable } from '../flags';
import { readCount } from '../values';
import type { AlertQuestion } from './alertModel';
import { FORMATS, type Format } from './formats';

const FLAGS = {
  format: { type: 'string' },
  'without-watcher': { type: 'boolean' },
  severity: { type: 'string' },
  'grafana-url': { type: 'string' },
  'datasource-uid': { type: 'string' },
  'cluster-label': { type: 'string' },
  rewrites: { type: 'string' },
  namespace: { type: 'string' },
  out: { type: 'string' },
} as const satisfies FlagTable;

export interface RulesArguments {
  readonly format: Format;
  /** On plain series, not on those of the watcher. */
  readonly isPlain: boolean;
  readonly question: AlertQuestion;
  /** Of the manifests. */
  readonly namespace: string;
  /** The file to write; absent for the standard output. */
  readonly out: string | undefined;
}

export const USAGE = `npm run --silent rules -- [--format prometheus] [--grafana-url URL --datasource-uid UID] > truce-rules.yaml

  --format           prometheus (a rule file, for vmalert too), prometheusrule, vmrule, or grafana (a provisioning file)
  --without-watcher  rules on the series of kube-state-metrics and KEDA, for the kinds that one condition decides; without it
                     rules on the series of the watcher, for all kinds
  --severity         the least loud alerts: critical, warning or info (default: warning)
  --grafana-url      address of Grafana: alerts then link to the page of the workload
  --datasource-uid   uid of the data source in Grafana; --format grafana needs it
  --cluster-label    label that tells clusters apart, or two as a,b (default: cluster); with --without-watcher
  --rewrites         writes to one workload in half an hour that are too many (default: 30); with --without-watcher
  --namespace        namespace of the manifest (default: monitoring)
  --out              file to write (default: standard output)
  --help             this text`;

function choice<T extends string>(flag: string, text: string, allowed: readonly T[]): Result<T> {
  const found = allowed.find((one) => one === text);
  return found === undefined ? fail(`--${flag} "${cleanMessage(text)}" is none of ${allowed.join(', ')}.`) : ok(found);
}

function readGrafanaUrl(text: string | undefined): Result<string | undefined> {
  if (text === undefined) {
    return ok(undefined);
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A part of each alert that anybody may read: no password, and nothing that a template would fill in.
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.username + url.search + url.hash === '';
  return isPlain && !/[{}]/.test(url.href)
    ? ok(url.href.replace(/\/+$/, ''))
    : fail('--grafana-url is not an address such as https://grafana.example.com, without user, query and fragment.');
}

function readUid(text: string | undefined, format: string): Result<string | undefined> {
  if (text === undefined) {
    return format === 'grafana'
      ? fail('--format grafana asks a data source: give its --datasource-uid.')
      : ok(undefined);
  }
  return /^[A-Za-z0-9_-]{1,40}$/.test(text)
    ? ok(text)
    : fail(
        '--datasource-uid is not a uid: up to 40 letters, digits, dashes and underscores, as its address in Grafana shows.'
      );
}

function readNamespace(text: string): Result<string> {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text)
    ? ok(text)
    : fail('--namespace is not the name of a namespace.');
}

function readCluster(text: string): Result<readonly string[]> {
  return isClusterLabel(text) && text !== 'auto' && !text.includes('|')
    ? ok(clusterLabelsOf(text))
    : fail(`--cluster-label "${cleanMessage(text)}" is not a label name, or two as a,b.`);
}

function louder(severity: AlertSeverity): AlertSeverity[] {
  return ALERT_SEVERITIES.slice(0, ALERT_SEVERITIES.indexOf(severity) + 1);
}

/** Reads the arguments; the failure is one line that says what to write instead. */
export function readRulesArguments(argv: readonly string[]): Result<RulesArguments> {
  const flags = readFlags(argv, FLAGS);
  if (!flags.ok) {
    return flags;
  }
  const one = (flag: keyof typeof FLAGS): string | undefined => flags.value.get(flag)?.[0];
  const severity = choice('severity', one('severity') ?? 'warning', ALERT_SEVERITIES);
  const format = one('format') ?? 'prometheus';
  return allOk<RulesArguments>({
    format: choice('format', format, FORMATS),
    isPlain: ok(flags.value.has('without-watcher')),
    question: allOk<AlertQuestion>({
      severities: severity.ok ? ok(louder(severity.value)) : severity,
      grafanaUrl: readGrafanaUrl(one('grafana-url')),
      datasourceUid: readUid(one('datasource-uid'), format),
      cluster: readCluster(one('cluster-label') ?? 'cluster'),
      rewrites: readCount('rewrites', one('rewrites') ?? '30', { least: 1, most: 100_000 }),
    }),
    namespace: readNamespace(one('namespace') ?? 'monitoring'),
    out: ok(one('out')),
  });
}
