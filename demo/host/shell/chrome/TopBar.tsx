// Top bar: menu button, breadcrumbs, the notice that this is no Grafana, command palette, theme switch.
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Icon, IconButton, Tooltip, useStyles2 } from '@grafana/ui';
import { Breadcrumbs } from './Breadcrumbs';
import { CommandPalette } from './CommandPalette';
import { HEADER_HEIGHT, MENU_WIDTH } from './layout';

interface Props {
  menuOpen: boolean;
  isBesideMenu: boolean;
  onToggleMenu: () => void;
  onToggleTheme: () => void;
}

export function TopBar({ menuOpen, isBesideMenu, onToggleMenu, onToggleTheme }: Props) {
  const styles = useStyles2(getStyles);
  const { version } = config.buildInfo;
  const about = `No Grafana server runs here. This page is an emulator: it loads the built plugin unmodified, with the real @grafana/data, @grafana/ui and @grafana/runtime ${version} and small stand-ins for the rest.`;
  return (
    <header className={cx(styles.bar, isBesideMenu && styles.besideMenu)} data-testid="data-testid Nav toolbar">
      {!isBesideMenu && (
        <IconButton
          name="bars"
          size="lg"
          tooltip={menuOpen ? 'Close menu' : 'Open menu'}
          aria-expanded={menuOpen}
          onClick={onToggleMenu}
        />
      )}
      <Breadcrumbs />
      <Tooltip content={about}>
        <span className={styles.notice} tabIndex={0} data-testid="preview-notice">
          <Icon name="info-circle" size="sm" />
          <span>
            <strong className={styles.short}>Preview, not Grafana</strong>
            <span className={styles.long}>: runs the real @grafana/* packages {version}</span>
          </span>
        </span>
      </Tooltip>
      <CommandPalette />
      <IconButton
        name="adjust-circle"
        size="lg"
        tooltip={config.theme2.isDark ? 'Light theme' : 'Dark theme'}
        onClick={onToggleTheme}
        data-testid="preview-theme"
      />
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'fixed',
    top: 0,
    left: 0,
    right: 0,
    height: HEADER_HEIGHT,
    zIndex: theme.zIndex.navbarFixed,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  besideMenu: css({ left: MENU_WIDTH }),
  notice: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    flexShrink: 0,
    padding: theme.spacing(0.25, 1),
    borderRadius: theme.shape.radius.pill,
    border: `1px solid ${theme.colors.warning.border}`,
    background: theme.colors.warning.transparent,
    color: theme.colors.warning.text,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
    cursor: 'help',
  }),
  short: css({ fontWeight: theme.typography.fontWeightMedium }),
  long: css({ [theme.breakpoints.down('md')]: { display: 'none' } }),
});
