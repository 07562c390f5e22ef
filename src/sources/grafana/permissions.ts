// Which doors of Grafana are open to this user. A door that ends on the home page, or on a refusal, is not shown.
import { config } from '@grafana/runtime';

/**
 * The actions that open each door; one of them is enough. Names: Grafana's access control documentation, "RBAC
 * permissions, actions, and scopes".
 */
const ACTIONS = {
  /** The pages of this app. */
  app: ['plugins.app:access'],
  /** What these pages show. */
  fights: ['datasources:query'],
  appSettings: ['plugins:write'],
  explore: ['datasources:explore'],
  addToDashboard: ['dashboards:create', 'dashboards:write'],
  createAlert: ['alert.rules:create', 'alert.rules.external:write'],
  addDataSource: ['datasources:create'],
  dataSourceSettings: ['datasources:read', 'datasources:write'],
} as const;

export type Door = keyof typeof ACTIONS;

/** True when this user may use what lies behind the door. Grafana tells permissions once, when it starts. */
export function mayEnter(door: Door): boolean {
  if (door === 'explore' && !config.exploreEnabled) {
    return false;
  }
  const granted = config.bootData.user.permissions ?? {};
  return ACTIONS[door].some((action) => granted[action] === true);
}
