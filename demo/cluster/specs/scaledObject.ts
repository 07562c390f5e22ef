// What somebody asks of KEDA.

import type { Labels } from '../labels';
import type { HpaBehavior } from './hpa';
import type { WorkloadKind } from './workload';

export type KedaTriggerSpec =
  | { type: 'cpu' | 'memory'; utilization: number }
  | {
      /** As KEDA prints it, e.g. metrics-api, kafka, rabbitmq, cron. */
      type: string;
      /** The rest of the HPA's metric name behind s<index>-; default <type>. */
      metric?: string;
      signal: string;
      threshold: number;
      activationThreshold?: number;
    };

export interface ScaledObjectSpec {
  name: string;
  targetName?: string;
  targetKind?: WorkloadKind;
  minReplicaCount?: number;
  maxReplicaCount?: number;
  idleReplicaCount?: number;
  pollingInterval?: number;
  cooldownPeriod?: number;
  triggers: KedaTriggerSpec[];
  behavior?: HpaBehavior;
  hpaName?: string;
  labels?: Labels;
  fallback?: { failureThreshold: number; replicas: number; writesReplicas?: boolean };
  paused?: { replicas?: number };
  createdSeconds?: number;
}
