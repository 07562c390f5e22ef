// Clocks of the controllers that several stages reckon with.
import type { Millis } from '../../kit/interval';

/** HPA sync period, --horizontal-pod-autoscaler-sync-period. */
export const SYNC: Millis = 15_000;

/** Scrapes that may fail before a value is no longer believed. */
export const PATIENCE = 2.5;

/** New pods run and are measured by then. */
export const SETTLED: Millis = 60_000;
