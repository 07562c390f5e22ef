// How loud an alert is, in the words that routes of Alertmanager usually match: critical pages somebody, warning makes a
// ticket, info is there to be looked up.
export const ALERT_SEVERITIES = ['critical', 'warning', 'info'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];
