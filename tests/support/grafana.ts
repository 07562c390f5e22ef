// What Grafana says of the user when it starts. For tests only.
import { config } from '@grafana/runtime';

/** What an Editor may do that the doors of the app ask about. */
export const EDITOR = [
  'plugins.app:access',
  'datasources:query',
  'datasources:explore',
  'dashboards:create',
  'dashboards:write',
  'alert.rules:create',
];

/** The user has these permissions and no others. */
export function grant(...actions: readonly string[]): void {
  config.exploreEnabled = true;
  config.bootData.user.permissions = Object.fromEntries(actions.map((action) => [action, true]));
}
