// Whether the app's pages can be opened from here: not by somebody who is not signed in, as on a public dashboard or in a
// snapshot that was handed on, and not while the app is disabled, which leaves its panel on the dashboards.
import { useEffect, useState } from 'react';
import { config, getBackendSrv, isFetchError } from '@grafana/runtime';
import type { NavLinkDTO } from '@grafana/data';

export const APP_ID = 'truce-autoscaling-app';

/** open = follow the link. disabled = say why there is none. closed = no word of it. */
export type PageDoor = 'open' | 'disabled' | 'closed';

function isStranger(): boolean {
  return !config.bootData.user.isSignedIn || Boolean(config.publicDashboardAccessToken);
}

/** The menu holds the pages of enabled apps only, and only those that this user may open. */
function isInMenu(items: readonly NavLinkDTO[]): boolean {
  return items.some((item) => item.url?.includes(`/a/${APP_ID}`) === true || isInMenu(item.children ?? []));
}

async function ask(): Promise<PageDoor> {
  try {
    const path = `/api/plugins/${APP_ID}/settings`;
    const settings = await getBackendSrv().get<{ enabled?: boolean }>(path, undefined, undefined, {
      showErrorAlert: false,
    });
    return settings.enabled === false ? 'disabled' : 'open';
  } catch (error) {
    // Refused or not installed: no door. Any other failure says nothing of the app.
    return isFetchError(error) && [401, 403, 404].includes(error.status) ? 'closed' : 'open';
  }
}

let asked: Promise<PageDoor> | undefined;

/** The door to the app's pages. Where the menu does not show them the server is asked, once for all panels. */
export function usePageDoor(): PageDoor {
  const [door, setDoor] = useState<PageDoor>(() => (isStranger() ? 'closed' : 'open'));
  useEffect(() => {
    let isCurrent = true;
    if (!isStranger() && !isInMenu(config.bootData.navTree)) {
      asked ??= ask();
      void asked.then((told) => isCurrent && setDoor(told));
    }
    return () => {
      isCurrent = false;
    };
  }, []);
  return door;
}
