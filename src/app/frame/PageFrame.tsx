// What every page has: where it is, the time and refresh pickers, and room for remarks on the address or the settings.
import React from 'react';
import { css } from '@emotion/css';
import { PageLayoutType, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Alert, useStyles2 } from '@grafana/ui';

import type { LinkProps } from '../../views/linkProps';
import { useAppContext } from '../appContext';

/** A step of the way here; the last one has no link. */
interface Crumb {
  readonly text: string;
  readonly link?: LinkProps;
}

interface PageFrameProps {
  readonly crumbs: readonly Crumb[];
  /** Pickers and buttons at the right. */
  readonly actions: React.ReactNode;
  /** What was not understood in the address. */
  readonly problems: readonly string[];
  readonly children: React.ReactNode;
}

/** Grafana's own breadcrumbs get the same steps. */
function toNav(crumbs: readonly Crumb[]): NavModelItem | undefined {
  return crumbs.reduce<NavModelItem | undefined>(
    (parentItem, { text, link }) => ({ text, url: link?.href, parentItem }),
    undefined
  );
}

/** Frame of a page. */
export function PageFrame({ crumbs, actions, problems, children }: PageFrameProps) {
  const styles = useStyles2(getStyles);
  const { settingsProblems } = useAppContext();
  return (
    <PluginPage layout={PageLayoutType.Custom} pageNav={toNav(crumbs)}>
      <div className={styles.page}>
        <header className={styles.header}>
          <nav aria-label="Way here">
            <ol className={styles.crumbs}>
              {[{ text: 'Truce' }, ...crumbs].map(({ text, link }: Crumb, i) => (
                <li key={i}>{link ? <a {...link}>{text}</a> : <span>{text}</span>}</li>
              ))}
            </ol>
          </nav>
          <div className={styles.actions}>{actions}</div>
        </header>
        <Problems title="Parts of this address were not understood" items={problems} />
        <Problems title="Parts of the stored settings were not understood" items={settingsProblems} />
        {children}
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
    header: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
    }),
    crumbs: css({
      display: 'flex',
      flexWrap: 'wrap',
      margin: 0,
      padding: 0,
      listStyle: 'none',
      '& li + li::before': { content: '"›"', margin: theme.spacing(0, 0.75), color: theme.colors.text.disabled },
      '& li:not(:last-child)': { color: theme.colors.text.secondary },
      '& a:hover': { textDecoration: 'underline' },
    }),
    actions: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  };
}
