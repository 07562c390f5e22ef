// The frame around every page: top bar, menu, the page, the demo's control strip, toasts.
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useState, type ReactNode } from 'react';
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
  const [open, setOpen] = useState(
    () =>
      (localStorage.getItem('preview.menu') ?? (window.innerWidth >= MENU_DOCKS_FROM ? 'open' : 'closed')) === 'open'
  );
  const strip = window.grafanaBootData.preview.control;
  const toggle = () => {
    localStorage.setItem('preview.menu', open ? 'closed' : 'open');
    setOpen(!open);
  };
  return (
    <>
      <a className={styles.skip} href="#pageContent">
        Skip to main content
      </a>
      <TopBar menuOpen={open} onToggleMenu={toggle} onToggleTheme={onToggleTheme} />
      {open && <Menu />}
      <main
        id="pageContent"
        tabIndex={-1}
        className={cx(styles.main, open && styles.besideMenu)}
        style={{ paddingBottom: strip ? STRIP_HEIGHT : 0 }}
      >
        {children}
      </main>
      {strip && <DemoStrip />}
      <Toasts />
    </>
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
  besideMenu: css({ [theme.breakpoints.up('md')]: { paddingLeft: MENU_WIDTH } }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
    paddingTop: HEADER_HEIGHT,
    outline: 'none',
    background: theme.colors.background.canvas,
  }),
});
