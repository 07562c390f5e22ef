// How instant queries are asked.

/**
 * The interval of every instant query. Prometheus has no use for it; VictoriaMetrics takes it as the step, which is how far
 * back a vector looks for its last sample. Its data source before 0.24 sends 15 s where none is given, and everything that
 * is scraped less often is then missing at random. Five minutes is what Prometheus looks back.
 */
export const INSTANT_INTERVAL = '5m';
