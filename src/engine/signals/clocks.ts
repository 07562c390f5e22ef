// Clocks of the controllers that several stages reckon with.
import type { Millis } from '../../kit/interval';
import type { Span90 } from '../../model/report';

/** HPA sync period, --horizontal-pod-autoscaler-sync-period. */
export const SYNC: Millis = 15_000;

/** Scrapes that may fail before a value is no longer believed. */
export const PATIENCE = 2.5;

/** An answer takes longer: scrapes of one instant end so far apart, and an edge that ends there may well have come before. */
export const SOONEST_ANSWER: Millis = 1_000;

/** New pods run and are measured by then. */
export const SETTLED: Millis = 60_000;

/**
 * Before the decision, which no series shows: age of the metric and wait for the pass, with kubelet, metrics-server and HPA
 * at 15 s each. 22 s on average, 45 s at worst (docs/signals.md, "Clocks").
 */
export const BLIND: Span90 = { half: 22_500, most: 45_000 };
