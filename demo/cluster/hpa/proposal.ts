// What one metric of an HPA asks for.

import type { MetricStatus } from '../objects/hpa';

export type MetricProposal = { replicas: number; status: MetricStatus } | { failure: string };
