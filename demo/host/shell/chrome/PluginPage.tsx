// Stand-in for Grafana's PluginPage: title, sub title, info, actions, tabs; standard, canvas and custom layouts.
import { css, cx } from '@emotion/css';
import { PageLayoutType, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { type PluginPageProps } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { createContext, useContext, useEffect } from 'react';
import { showPlaces } from './Breadcrumbs';
import { breadcrumbs, windowTitle, type Section } from './navigation';

/** Where the menu says a page of an app stands. */
export const SectionContext = createContext<Section | undefined>(undefined);

export function PluginPage({
  children,
  pageNav,
  layout = PageLayoutType.Standard,
  info,
  actions,
  renderTitle,
  subTitle,
  background,
}: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const section = useContext(SectionContext);
  usePlace(pageNav, section);
  const title = (pageNav ?? section?.node)?.text ?? '';
  const tabs = (pageNav?.children ?? []).filter((tab) => !tab.hideFromTabs);
  if (layout === PageLayoutType.Custom) {
    return <div className={styles.custom}>{children}</div>;
  }
  const standard = layout === PageLayoutType.Standard;
  const plain = background ? background === 'primary' : standard;
  return (
    <div className={cx(styles.page, plain ? styles.primary : styles.canvas)}>
      {standard && (
        <div className={styles.head}>
          <div className={styles.titleRow}>
            <div className={styles.title}>
              {pageNav?.img && <img src={pageNav.img} alt="" className={styles.image} />}
              {renderTitle ? renderTitle(title) : <h1 className={styles.heading}>{title}</h1>}
            </div>
            {info?.map((one) => (
              <div key={one.label}>
                <div className={styles.infoLabel}>{one.label}</div>
                {one.value}
              </div>
            ))}
            {actions && <div className={styles.actions}>{actions}</div>}
          </div>
          {(subTitle ?? pageNav?.subTitle) && <div className={styles.subTitle}>{subTitle ?? pageNav?.subTitle}</div>}
        </div>
      )}
      {standard && tabs.length > 0 && (
        <TabsBar className={styles.tabs}>
          {tabs.map((tab) => (
            <Tab
              key={tab.url ?? tab.text}
              label={tab.text}
              active={tab.active}
              href={tab.url}
              counter={tab.tabCounter}
            />
          ))}
        </TabsBar>
      )}
      <div className={styles.content}>{children}</div>
    </div>
  );
}

/** Breadcrumbs and the window's title. */
export function usePlace(pageNav: NavModelItem | undefined, section?: Section): void {
  useEffect(() => {
    showPlaces(breadcrumbs(section, pageNav));
    document.title = windowTitle(section, pageNav);
  }, [pageNav, section]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  custom: css({ display: 'flex', flexDirection: 'column', flex: 1 }),
  page: css({
    display: 'flex',
    flexDirection: 'column',
    flex: 1,
    padding: theme.spacing(2),
    [theme.breakpoints.up('md')]: { padding: theme.spacing(3) },
  }),
  primary: css({ background: theme.colors.background.primary }),
  canvas: css({ background: theme.colors.background.canvas }),
  head: css({ marginBottom: theme.spacing(2) }),
  titleRow: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 3),
    minHeight: theme.spacing(4),
  }),
  title: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), flex: '1 1 0', minWidth: 'fit-content' }),
  heading: css({ margin: 0 }),
  image: css({ width: 32, height: 32 }),
  infoLabel: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
  actions: css({ display: 'flex', gap: theme.spacing(1) }),
  subTitle: css({ marginTop: theme.spacing(0.5), color: theme.colors.text.secondary }),
  tabs: css({ marginBottom: theme.spacing(2) }),
  content: css({ flexGrow: 1, minWidth: 0 }),
});
