// Who looks at the preview, and at which preview: the command line says it for everybody, cookies for one browser.
// `?preview-role=Viewer` (and the like) on any page sets the cookie and is taken off the address, because an app may read
// every parameter it is given.
import { ROLES, roleOfLogin } from './permissions.mjs';

/** Where the module of a nested plugin is: below the app, or at its own id as up to Grafana 12.2. */
export const PANEL_PATHS = ['app', 'own'];

/** What can be switched, and whether a value is one. */
const SWITCHES = {
  role: (value) => value in ROLES,
  // Ids of extension components that this Grafana shall not have, with commas between.
  without: () => true,
  timezone: () => true,
  'panel-path': (value) => PANEL_PATHS.includes(value),
};
const PREFIX = 'preview-';

/** @returns {{role: string, without: string[], timezone: string, panelPath: string}} */
export function visitorOf(request, options) {
  const cookies = readCookies(request);
  const chosen = (name, fallback) => {
    const value = cookies[PREFIX + name];
    return value !== undefined && SWITCHES[name](value) ? value : fallback;
  };
  const loggedIn = /^preview-(\w+)$/.exec(cookies.grafana_session ?? '')?.[1];
  const without = chosen('without', options.without.join(','));
  return {
    role: chosen('role', loggedIn ? roleOfLogin(loggedIn) : options.role),
    without: without.split(',').filter(Boolean),
    timezone: chosen('timezone', options.timezone),
    panelPath: chosen('panel-path', options.panelPath),
  };
}

/** Cookies and clean address for a page asked for with switches; undefined for one without. */
export function switching(url) {
  const clean = new URL(url);
  const cookies = [];
  for (const [key, value] of url.searchParams) {
    const name = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : '';
    if (SWITCHES[name]?.(value)) {
      clean.searchParams.delete(key);
      // An empty value takes the switch back.
      const age = value === '' ? '; Max-Age=0' : '';
      cookies.push(`${key}=${encodeURIComponent(value)}; Path=/; SameSite=Lax${age}`);
    }
  }
  return cookies.length > 0 ? { cookies, location: `${clean.pathname}${clean.search}` } : undefined;
}

export function sessionCookie(login) {
  return `grafana_session=preview-${roleOfLogin(login)}; Path=/; HttpOnly; SameSite=Lax`;
}

function readCookies(request) {
  return Object.fromEntries(
    (request.headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim().split('='))
      .filter(([name]) => name)
      .map(([name, ...rest]) => [name, decodeURIComponent(rest.join('='))])
  );
}
