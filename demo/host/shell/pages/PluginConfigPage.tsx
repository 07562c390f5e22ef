// /plugins/:pluginId: README and the app's configuration pages, one tab each, chosen by ?page=.
import { css } from '@emotion/css';
import {
  PluginContextProvider,
  renderMarkdown,
  type AppPlugin,
  type GrafanaTheme2,
  type NavModelItem,
} from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { Alert, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { useEffect, useMemo, useState } from 'react';
import { useLocation, useParams } from 'react-router-dom-v5-compat';
import { PluginPage } from '../chrome/PluginPage';
import { useAppPlugin, type LoadedApp } from './useAppPlugin';

const OVERVIEW = 'overview';

export function PluginConfigPage() {
  const { pluginId = '' } = useParams();
  const { app, error } = useAppPlugin(pluginId);
  if (error) {
    return (
      <PluginPage pageNav={{ text: pluginId }}>
        <Alert title="The plugin did not load" severity="error">
          {error}
        </Alert>
      </PluginPage>
    );
  }
  return app ? <LoadedPage app={app} /> : <LoadingPlaceholder text="" />;
}

function LoadedPage({ app: { plugin, meta } }: { app: LoadedApp }) {
  const styles = useStyles2(getStyles);
  const { pathname, search } = useLocation();
  const query = useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search]);
  const pages = plugin.configPages ?? [];
  // Grafana opens the first configuration page of an app.
  const active = pages.find((page) => page.id === query.page) ?? (query.page === OVERVIEW ? undefined : pages[0]);
  const tab = (id: string, text: string): NavModelItem => ({
    id,
    text,
    url: `${pathname}?page=${id}`,
    active: id === (active?.id ?? OVERVIEW),
  });
  const pageNav: NavModelItem = {
    text: meta.name,
    img: meta.info.logos.small,
    url: pathname,
    parentItem: { text: 'Plugins', url: pathname },
    children: [tab(OVERVIEW, 'Overview'), ...pages.map((page) => tab(page.id, page.title))],
  };
  const Body = active?.body;
  return (
    <PluginPage
      pageNav={pageNav}
      subTitle={meta.info.description}
      info={[
        { label: 'Version', value: meta.info.version },
        { label: 'From', value: meta.info.author.name },
      ]}
    >
      {Body ? (
        <PluginContextProvider meta={meta}>
          <Body plugin={plugin as AppPlugin & { meta: typeof meta }} query={query} />
        </PluginContextProvider>
      ) : (
        <div className={styles.readme}>
          <Readme id={meta.id} />
        </div>
      )}
    </PluginPage>
  );
}

function Readme({ id }: { id: string }) {
  const [html, setHtml] = useState('');
  useEffect(() => {
    getBackendSrv()
      .get<string>(`/api/plugins/${id}/markdown/README`)
      .then(
        (text) => setHtml(renderMarkdown(text)),
        () => setHtml('This plugin has no README.')
      );
  }, [id]);
  return <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />;
}

const getStyles = (theme: GrafanaTheme2) => ({ readme: css({ maxWidth: theme.breakpoints.values.lg }) });
