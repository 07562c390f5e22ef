// Breadcrumbs in the top bar: where the page stands in the menu, then what the page itself adds.
import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { useSyncExternalStore } from 'react';

const NOWHERE: NavModelItem[] = [];
let current = NOWHERE;
const listeners = new Set<() => void>();

/** Pages tell the top bar where they are. */
export function showPlaces(places: NavModelItem[]): void {
  current = places;
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function Breadcrumbs() {
  const styles = useStyles2(getStyles);
  const places = useSyncExternalStore(subscribe, () => current);
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
