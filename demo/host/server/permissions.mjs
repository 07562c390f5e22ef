// What a role may do: the actions Grafana puts into `bootData.user.permissions` (its basic roles, as far as the shell and
// an app ask for them), and the answer it gives to those who may not.

const VIEWER = [
  'plugins.app:access',
  'orgs:read',
  'datasources:query',
  'dashboards:read',
  'folders:read',
  'annotations:read',
  'alert.rules:read',
  'alert.instances:read',
  'alert.notifications:read',
];
/** A Viewer has no Explore: its route sends whoever lacks `datasources:explore` to the home page. */
const EDITOR = [
  ...VIEWER,
  'datasources:explore',
  'dashboards:create',
  'dashboards:write',
  'dashboards:delete',
  'folders:create',
  'folders:write',
  'folders:delete',
  'annotations:create',
  'annotations:write',
  'annotations:delete',
  'library.panels:create',
  'library.panels:read',
  'alert.rules:create',
  'alert.rules:write',
];
const ADMIN = [
  ...EDITOR,
  'dashboards.permissions:read',
  'dashboards.permissions:write',
  'datasources:create',
  'datasources:read',
  'datasources:write',
  'plugins:write',
  'plugins:install',
  'orgs.preferences:read',
  'orgs.preferences:write',
  'users:read',
];

export const ROLES = { Viewer: VIEWER, Editor: EDITOR, Admin: ADMIN };

/** Role of a login name, as the demo users of @grafana/plugin-e2e are called; anybody else is an Admin. */
export function roleOfLogin(login) {
  return Object.keys(ROLES).find((role) => role.toLowerCase() === String(login).toLowerCase()) ?? 'Admin';
}

export function may(role, action) {
  return ROLES[role].includes(action);
}

/** The body and status of a refusal. */
export function refusal(action) {
  return {
    status: 403,
    body: {
      accessErrorId: 'ACE0000000000',
      message: `You'll need additional permissions to perform this action. Permissions needed: ${action}`,
      title: 'Access denied',
    },
  };
}
