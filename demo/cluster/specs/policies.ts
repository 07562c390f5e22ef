// The policies that stand between a controller and its pods.

import type { Labels } from '../labels';
import type { Resources } from './workload';

export interface PdbSpec {
  name: string;
  selector?: Labels;
  minAvailable?: number | string;
  maxUnavailable?: number | string;
}

export interface ResourceQuota {
  readonly namespace: string;
  readonly name: string;
  hard: { pods?: number; 'requests.cpu'?: number; 'requests.memory'?: number };
}

export interface LimitRange {
  readonly namespace: string;
  readonly name: string;
  readonly items: ReadonlyArray<{
    type: 'Container' | 'Pod';
    min?: Resources;
    max?: Resources;
    default?: Resources;
    defaultRequest?: Resources;
  }>;
}
