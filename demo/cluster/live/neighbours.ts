// Healthy workloads beside the fight: everything an honest detector must stay silent about.

import type { Scenario } from '../specs/scenario';
import type { ContainerSpec } from '../specs/workload';

const MEBIBYTE = 1024 ** 2;
const app = (cpu: number, mebibytes: number): ContainerSpec[] => [
  { name: 'app', requests: { cpu, memory: mebibytes * MEBIBYTE } },
];
const onCpu = (utilization: number) => [{ type: 'Resource' as const, resource: 'cpu' as const, utilization }];

/** Follows a slow day. */
const storefront: Scenario = {
  namespace: 'shop',
  title: 'HPA follows a slow wave',
  workload: {
    name: 'storefront',
    replicas: 6,
    containers: app(0.5, 256),
    startSeconds: [4, 9],
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
  },
  demand: {
    kind: 'noise',
    share: 0.02,
    everySeconds: 60,
    of: { kind: 'sine', mean: 2.2, amplitude: 1.2, periodSeconds: 7200 },
  },
  hpas: [{ name: 'storefront', minReplicas: 3, maxReplicas: 14, metrics: onCpu(60) }],
};

/** The textbook pair: horizontally on CPU, vertically on memory. */
const payments: Scenario = {
  namespace: 'checkout',
  title: 'HPA on CPU, VPA on memory only',
  workload: {
    name: 'payments',
    replicas: 4,
    containers: app(0.4, 320),
    memory: { base: 250 * MEBIBYTE, perCore: 30 * MEBIBYTE },
    startSeconds: [5, 10],
  },
  demand: { kind: 'noise', share: 0.04, everySeconds: 90, of: 0.95 },
  hpas: [{ name: 'payments', minReplicas: 2, maxReplicas: 10, metrics: onCpu(60) }],
  vpas: [
    {
      name: 'payments',
      updateMode: 'Recreate',
      policies: [{ container: '*', controlledResources: ['memory'], minAllowed: { memory: 320 * MEBIBYTE } }],
    },
  ],
};

/** Sleeps most of the time. */
const reports: Scenario = {
  namespace: 'reports',
  title: 'KEDA to zero, far apart',
  workload: { name: 'report-builder', replicas: 0, containers: app(0.5, 512), startSeconds: [6, 9] },
  demand: 0.4,
  signals: { jobs: { kind: 'bursts', base: 0, peak: 18, everySeconds: 2700, forSeconds: 720, offsetSeconds: 900 } },
  scaledObjects: [
    {
      name: 'report-builder',
      minReplicaCount: 0,
      maxReplicaCount: 6,
      pollingInterval: 30,
      cooldownPeriod: 600,
      triggers: [{ type: 'rabbitmq', metric: 'rabbitmq-jobs', signal: 'jobs', threshold: 10 }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
    },
  ],
};

/** Only watched. */
const recommendations: Scenario = {
  namespace: 'search',
  title: 'VPA Off beside an HPA',
  workload: { name: 'ranker', replicas: 5, containers: app(0.6, 512), startSeconds: [5, 8] },
  demand: { kind: 'noise', share: 0.04, everySeconds: 120, of: 1.85 },
  hpas: [{ name: 'ranker', minReplicas: 3, maxReplicas: 12, metrics: onCpu(65) }],
  vpas: [{ name: 'ranker', updateMode: 'Off' }],
};

/** Deploys now and then, replicas left alone. */
const frontend: Scenario = {
  namespace: 'web',
  title: 'Plain rollouts',
  workload: {
    name: 'frontend',
    replicas: 4,
    containers: app(0.2, 128),
    startSeconds: [4, 8],
    labels: { 'argocd.argoproj.io/instance': 'frontend' },
  },
  demand: 0.35,
  writers: [{ kind: 'deploy', everySeconds: 1700, fromSeconds: 1100 }],
};

/** Little to do at night. */
const backoffice: Scenario = {
  namespace: 'backoffice',
  title: 'HPA idle at its minimum',
  workload: { name: 'admin', replicas: 2, containers: app(0.25, 256) },
  demand: 0.06,
  hpas: [{ name: 'admin', minReplicas: 2, maxReplicas: 8, metrics: onCpu(70) }],
};

/** Twice the work for a while, and twice the pods. */
const transcoder: Scenario = {
  namespace: 'media',
  title: 'Real bursts',
  workload: { name: 'transcoder', replicas: 4, containers: app(0.5, 512), startSeconds: [5, 9] },
  demand: { kind: 'bursts', base: 1.1, peak: 2.7, everySeconds: 3000, forSeconds: 540, offsetSeconds: 1500 },
  hpas: [{ name: 'transcoder', minReplicas: 3, maxReplicas: 12, metrics: onCpu(60) }],
};

/** No autoscaler at all. */
const ledger: Scenario = {
  namespace: 'data',
  title: 'A StatefulSet without autoscalers',
  workload: { name: 'ledger', kind: 'StatefulSet', replicas: 3, containers: app(0.5, 1024), startSeconds: 6 },
  demand: 0.6,
  pdbs: [{ name: 'ledger', maxUnavailable: 1 }],
};

/** All neighbours. */
export const NEIGHBOURS: readonly Scenario[] = [
  storefront,
  payments,
  reports,
  recommendations,
  frontend,
  backoffice,
  transcoder,
  ledger,
];
