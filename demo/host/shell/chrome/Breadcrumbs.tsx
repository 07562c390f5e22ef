// Breadcrumbs in the top bar: Home, the app, the page, and what the page itself adds above its title.
import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { useSyncExternalStore } from 'react';
import { bootedApp, defaultPage } from './navigation';

let current: NavModelItem | undefined;
const listeners = new Set<() => void>();

/** Pages tell the top bar where they are. */
export function showPlace(item: NavModelItem | undefined): void {
  current = item;
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function placesOf(item: NavModelItem | undefined): NavModelItem[] {
  return item ? [...placesOf(item.parentItem), ...(item.hideFromBreadcrumbs ? [] : [item])] : [];
}

export function Breadcrumbs() {
  const styles = useStyles2(getStyles);
  const item = useSyncExternalStore(subscribe, () => current);
  const app = bootedApp();
  const places = [{ text: 'Home', url: app ? defaultPage(app) : '/' }, ...placesOf(item)];
  return (
    <nav aria-label="Breadcrumbs" className={styles.nav}>
      <ol className={styles.list}>
        {places.map((place, index) => {
          const last = index === places.length - 1;
          return (
            <li
              key={`${index}${place.text}`}
              className={styles.item}
              data-testid={`data-testid ${place.text} breadcrumb`}
            >
              {last || !place.url ? (
                <span aria-current={last ? 'page' : undefined} className={styles.last}>
                  {place.text}
                </span>
              ) : (
                <TextLink href={place.url} inline={false} color="secondary" variant="bodySmall">
                  {place.text}
                </TextLink>
              )}
              {!last && (
                <span aria-hidden className={styles.mark}>
                  ›
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  nav: css({ flex: 1, minWidth: 0, overflow: 'hidden' }),
  list: css({ display: 'flex', listStyle: 'none', whiteSpace: 'nowrap' }),
  item: css({ display: 'flex', alignItems: 'center', fontSize: theme.typography.bodySmall.fontSize }),
  last: css({ color: theme.colors.text.primary, overflow: 'hidden', textOverflow: 'ellipsis' }),
  mark: css({ margin: theme.spacing(0, 0.75), color: theme.colors.text.secondary }),
});
