/** @jest-environment node */
// What `deploy/` offers to be applied: against the published schemas, with no permission and no way out but to the database.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readWatchArguments } from '../../src/watch/options';

const ROOT = join(__dirname, '../..');

interface Manifest {
  readonly kind: string;
  readonly spec: Record<string, unknown>;
}

interface Container {
  readonly env: ReadonlyArray<{ name: string; value: string }>;
  readonly ports: ReadonlyArray<{ name: string; containerPort: number }>;
  readonly securityContext: unknown;
}

const manifests = parseAllDocuments(readFileSync(join(ROOT, 'deploy/watcher.yaml'), 'utf8')).map(
  (document) => document.toJS() as Manifest
);
const of = (kind: string): Manifest => manifests.find((m) => m.kind === kind) as Manifest;
const pod = (of('Deployment').spec.template as { spec: Record<string, unknown> }).spec;
const [container] = pod.containers as Container[];

test('each manifest passes the schema of its kind', () => {
  // No package holds the schema of VMPodScrape; its spec is the one of the PodMonitor, which its operator takes too.
  const published = manifests.filter(({ kind }) => kind !== 'VMPodScrape');
  const input = JSON.stringify(published);
  const { stdout } = spawnSync(process.execPath, [join(ROOT, 'tests/support/validateManifests.mjs')], { input });
  expect(JSON.parse(stdout.toString())).toEqual(published.map(() => null));
  expect(of('VMPodScrape').spec).toEqual(of('PodMonitor').spec);
});

test('its arguments are understood, and its port is the one that is scraped and let in', () => {
  const environment = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
  expect(readWatchArguments([], environment)).toMatchObject({ ok: true });
  const image = readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8');
  const [, listen = ''] = /^ENV TRUCE_LISTEN=(.*)$/m.exec(image) ?? [];
  expect(readWatchArguments(['--listen', listen], environment)).toMatchObject({
    value: { listen: { host: '0.0.0.0', port: 9464 } },
  });
  expect(container?.ports).toEqual([{ name: 'metrics', containerPort: 9464 }]);
  expect(of('NetworkPolicy').spec.ingress).toMatchObject([{ ports: [{ port: 9464 }] }]);
});

test('no permission, nobody, nothing to write to', () => {
  expect(manifests.map(({ kind }) => kind).sort()).toEqual([
    'Deployment',
    'NetworkPolicy',
    'PodMonitor',
    'VMPodScrape',
  ]);
  expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
  expect(container?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(of('NetworkPolicy').spec.policyTypes).toEqual(['Ingress', 'Egress']);
});

test('series of other namespaces keep their own labels', () => {
  for (const kind of ['PodMonitor', 'VMPodScrape']) {
    expect(of(kind).spec.podMetricsEndpoints).toMatchObject([{ honorLabels: true, port: 'metrics' }]);
  }
});
