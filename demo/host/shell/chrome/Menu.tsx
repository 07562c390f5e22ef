// The left menu, docked like Grafana's.
import { css, cx } from '@emotion/css';
import { locationUtil, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { Icon, useStyles2, toIconName } from '@grafana/ui';
import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router-dom-v5-compat';
import { HEADER_HEIGHT, MENU_WIDTH, STRIP_HEIGHT } from './layout';
import { menuItems, withPreviewRange } from './navigation';

export function Menu() {
  const styles = useStyles2(getStyles);
  const dashboards = useDashboards();
  return (
    <nav aria-label="Navigation" className={styles.menu}>
      <ul className={styles.list}>
        {menuItems(dashboards).map((item) => (
          <li key={item.id}>
            <MenuLink item={item} />
            {item.children && item.children.length > 0 && (
              <ul className={cx(styles.list, styles.children)}>
                {item.children.map((child) => (
                  <li key={child.id}>
                    <MenuLink item={child} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Read again on each page, since a page can add one. */
function useDashboards(): NavModelItem[] {
  const [items, setItems] = useState<NavModelItem[]>([]);
  const { pathname } = useLocation();
  useEffect(() => {
    getBackendSrv()
      .get<Array<{ uid: string; title: string; url: string }>>('/api/search', { type: 'dash-db' })
      .then(
        (found) => setItems(found.map(({ uid, title, url }) => ({ id: uid, text: title, url }))),
        () => undefined
      );
  }, [pathname]);
  return items;
}

function MenuLink({ item }: { item: NavModelItem }) {
  const styles = useStyles2(getStyles);
  const { pathname, search } = useLocation();
  const url = item.url ?? '/';
  const active = !item.children?.length && isAt(pathname, url);
  return (
    <Link
      to={locationUtil.stripBaseFromUrl(withPreviewRange(url, search))}
      className={cx(styles.link, active && styles.active)}
      aria-current={active ? 'page' : undefined}
    >
      {item.img ? (
        <img src={item.img} alt="" width={16} height={16} />
      ) : (
        <Icon name={toIconName(String(item.icon ?? '')) ?? 'circle'} className={cx(!item.icon && styles.noIcon)} />
      )}
      <span className={styles.text}>{item.text}</span>
    </Link>
  );
}

function isAt(pathname: string, url: string): boolean {
  const dashboard = /^\/d\/[^/]+/;
  const [here, there] = [dashboard.exec(pathname)?.[0], dashboard.exec(url)?.[0]];
  return here || there ? here === there : pathname === url || pathname.startsWith(`${url}/`);
}

const getStyles = (theme: GrafanaTheme2) => ({
  menu: css({
    position: 'fixed',
    top: HEADER_HEIGHT,
    bottom: window.grafanaBootData.preview.control ? STRIP_HEIGHT : 0,
    left: 0,
    width: MENU_WIDTH,
    padding: theme.spacing(1.5, 1),
    overflowY: 'auto',
    zIndex: theme.zIndex.sidemenu,
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
  }),
  list: css({ listStyle: 'none', display: 'flex', flexDirection: 'column', gap: theme.spacing(0.25) }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  children: css({
    margin: theme.spacing(0.25, 0, 1, 2),
    paddingLeft: theme.spacing(0.75),
    borderLeft: `1px solid ${theme.colors.border.weak}`,
  }),
  link: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: 32,
    padding: theme.spacing(0, 1),
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    ':hover': { color: theme.colors.text.primary, background: theme.colors.action.hover },
  }),
  active: css({
    color: theme.colors.text.primary,
    background: theme.colors.action.selected,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  noIcon: css({ display: 'none' }),
});
