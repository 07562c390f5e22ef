// The left menu: docked and 300 px wide like Grafana's, the apps below "More apps", sections that open and close.
import { css, cx } from '@emotion/css';
import { locationUtil, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { Icon, IconButton, toIconName, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { Link, useLocation } from 'react-router-dom-v5-compat';
import { HEADER_HEIGHT, MENU_WIDTH, STRIP_HEIGHT } from './layout';
import { navTree, withPreviewRange } from './navigation';

export function Menu({ onClose }: { onClose: () => void }) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const active = activeUrl(navTree(), pathname);
  return (
    <nav aria-label="Navigation" className={styles.menu} data-testid="data-testid navigation mega-menu">
      <div className={styles.header}>
        Preview
        <IconButton name="times" tooltip="Close menu" onClick={onClose} />
      </div>
      <ul className={styles.list}>
        {navTree().map((item) => (
          <MenuItem key={item.id} item={item} level={0} active={active} />
        ))}
      </ul>
    </nav>
  );
}

/** A section is open while it holds the page on the screen, and as the user left it otherwise. */
function MenuItem({ item, level, active }: { item: NavModelItem; level: number; active?: string }) {
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  const children = item.children ?? [];
  const [isOpen, setOpen] = useState(() => isWithin(children, active));
  const isActive = item.url === active;
  return (
    <li>
      <div className={cx(styles.row, isActive && styles.active)} style={{ paddingLeft: level * 12 }}>
        <Link
          to={locationUtil.stripBaseFromUrl(withPreviewRange(item.url ?? '/', search))}
          className={styles.link}
          aria-current={isActive ? 'page' : undefined}
        >
          {level === 0 && <Icon name={toIconName(String(item.icon ?? '')) ?? 'circle'} />}
          <span className={styles.text}>{item.text}</span>
        </Link>
        {children.length > 0 && (
          <IconButton
            name={isOpen ? 'angle-up' : 'angle-down'}
            aria-label={`${isOpen ? 'Collapse' : 'Expand'} section: ${item.text}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        )}
      </div>
      {isOpen && children.length > 0 && (
        <ul className={styles.list}>
          {children.map((child) => (
            <MenuItem key={child.id ?? child.url} item={child} level={level + 1} active={active} />
          ))}
        </ul>
      )}
    </li>
  );
}

function isWithin(items: NavModelItem[], active: string | undefined): boolean {
  return items.some((item) => item.url === active || isWithin(item.children ?? [], active));
}

/** The longest address that the page's begins with; pages of an app that no entry leads to belong to the app. */
function activeUrl(items: NavModelItem[], pathname: string): string | undefined {
  const all = (list: NavModelItem[]): NavModelItem[] => list.flatMap((one) => [one, ...all(one.children ?? [])]);
  const beginning = (one: NavModelItem) =>
    one.url === pathname || pathname.startsWith(`${one.url}/`) ? (one.url?.length ?? 0) : 0;
  const best = [...all(items)].sort((a, b) => beginning(b) - beginning(a))[0];
  if (best && beginning(best) > 0) {
    return best.url;
  }
  const app = /^\/a\/([^/]+)/.exec(pathname)?.[1];
  return all(items).find((one) =>
    app ? one.id === `plugin-page-${app}` : pathname.startsWith('/d/') && one.icon === 'apps'
  )?.url;
}

const getStyles = (theme: GrafanaTheme2) => ({
  menu: css({
    position: 'fixed',
    top: 0,
    bottom: window.grafanaBootData.preview.control ? STRIP_HEIGHT : 0,
    left: 0,
    width: MENU_WIDTH,
    overflowY: 'auto',
    zIndex: theme.zIndex.sidemenu + 1,
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
  }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    height: HEADER_HEIGHT,
    padding: theme.spacing(0, 1, 0, 2),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  list: css({
    listStyle: 'none',
    padding: theme.spacing(0.5, 0),
    'ul&': { padding: theme.spacing(0.5, 1) },
    'ul ul&': { padding: 0 },
  }),
  row: css({
    display: 'flex',
    alignItems: 'center',
    paddingRight: theme.spacing(0.5),
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    ':hover': { color: theme.colors.text.primary },
  }),
  link: css({
    display: 'flex',
    flex: 1,
    minWidth: 0,
    alignItems: 'center',
    gap: theme.spacing(1.5),
    height: 32,
    padding: theme.spacing(0, 1),
  }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  active: css({
    color: theme.colors.text.primary,
    background: theme.colors.action.selected,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});
