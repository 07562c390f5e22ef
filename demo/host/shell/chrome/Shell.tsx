// The frame around every page: top bar, menu, the page, the demo's control strip, toasts.
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { DemoStrip } from './DemoStrip';
import { HEADER_HEIGHT, MENU_DOCKS_FROM, MENU_WIDTH, STRIP_HEIGHT } from './layout';
import { Menu } from './Menu';
import { Toasts } from './Toasts';
import { TopBar } from './TopBar';

interface Props {
  onToggleTheme: () => void;
  children: ReactNode;
}

export function Shell({ onToggleTheme, children }: Props) {
  const styles = useStyles2(getStyles);
  const isWide = useMediaQuery(`(min-width: ${MENU_DOCKS_FROM}px)`);
  // Docked beside a wide page until it is closed; over a narrow one only while it is asked for.
  const [isDocked, setDocked] = useState(() => localStorage.getItem('preview.menu') !== 'closed');
  const [isOver, setOver] = useState(false);
  const open = isWide ? isDocked : isOver;
  const strip = window.grafanaBootData.preview.control;
  const toggle = () => {
    if (isWide) {
      localStorage.setItem('preview.menu', open ? 'closed' : 'open');
      setDocked(!open);
    } else {
      setOver(!open);
    }
  };
  const { key } = useLocation();
  useEffect(() => setOver(false), [key]);
  return (
    <>
      <a className={styles.skip} href="#pageContent">
        Skip to main content
      </a>
      <TopBar menuOpen={open} isBesideMenu={open && isWide} onToggleMenu={toggle} onToggleTheme={onToggleTheme} />
      {open && <Menu onClose={toggle} />}
      <main
        id="pageContent"
        tabIndex={-1}
        className={cx(styles.main, open && isWide && styles.besideMenu)}
        style={{ paddingBottom: strip ? STRIP_HEIGHT : 0 }}
      >
        {children}
      </main>
      {strip && <DemoStrip />}
      <Toasts />
    </>
  );
}

function useMediaQuery(query: string): boolean {
  const [list] = useState(() => window.matchMedia(query));
  return useSyncExternalStore(
    (tell) => {
      list.addEventListener('change', tell);
      return () => list.removeEventListener('change', tell);
    },
    () => list.matches
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  skip: css({
    position: 'absolute',
    top: -100,
    left: 0,
    padding: theme.spacing(1),
    zIndex: theme.zIndex.portal,
    background: theme.colors.background.primary,
    ':focus': { top: 0 },
  }),
  besideMenu: css({ paddingLeft: MENU_WIDTH }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
    paddingTop: HEADER_HEIGHT,
    outline: 'none',
    background: theme.colors.background.canvas,
  }),
});
