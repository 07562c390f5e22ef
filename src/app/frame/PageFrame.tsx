// What every page has: its place in Grafana's trail, one row of pickers, and room for remarks on the address or the settings.
import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { PageLayoutType, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Alert, useStyles2 } from '@grafana/ui';

import { useAppContext } from '../appContext';
import { Toolbar } from './Toolbar';

/** A step of the trail; the last one is the page itself. */
export interface Crumb {
  readonly text: string;
  readonly href?: string;
}

interface PageFrameProps {
  /**
   * The way to a page that Grafana's menu does not list, from the app on. A page of the menu says nothing: Grafana finds
   * its place by the address, and a second name would stand in the window's title twice.
   */
  readonly trail?: readonly Crumb[];
  /** Pickers and buttons at the right. */
  readonly actions: React.ReactNode;
  /** What was not understood in the address. */
  readonly problems: readonly string[];
  readonly children: React.ReactNode;
}

/** Grafana walks from the page up its parents and then on to the app's place in the menu. */
function toNav(trail: readonly Crumb[]): NavModelItem | undefined {
  return trail.reduce<NavModelItem | undefined>(
    (parentItem, { text, href }) => ({ text, url: href, parentItem }),
    undefined
  );
}

/** Frame of a page. Grafana's layout with a title would draw `actions` too, in a row of its own above the filters. */
export function PageFrame({ trail, actions, problems, children }: PageFrameProps) {
  const styles = useStyles2(getStyles);
  const { settingsProblems } = useAppContext();
  const pageNav = useMemo(() => trail && toNav(trail), [trail]);
  return (
    <PluginPage layout={PageLayoutType.Custom} pageNav={pageNav}>
      <div className={styles.page}>
        <Toolbar actions={actions}>
          <Problems title="Parts of this address were not understood" items={problems} />
          <Problems title="Parts of the stored settings do not hold" items={settingsProblems} />
          {children}
        </Toolbar>
      </div>
    </PluginPage>
  );
}

function Problems({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) {
    return null;
  }
  return (
    <Alert bottomSpacing={0} severity="warning" title={title}>
      {items.map((item) => (
        <div key={item}>{item}</div>
      ))}
    </Alert>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    page: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1.5),
      padding: theme.spacing(2, 3, 3),
      minHeight: '100%',
      background: theme.colors.background.canvas,
    }),
  };
}
