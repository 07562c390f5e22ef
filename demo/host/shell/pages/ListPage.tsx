// A page of links which the server knows: dashboards, plugins, alert rules.
import { getBackendSrv } from '@grafana/runtime';
import { TextLink } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { PluginPage } from '../chrome/PluginPage';
import { withPreviewRange } from '../chrome/navigation';

interface Entry {
  url: string;
  text: string;
}

interface Props {
  title: string;
  /** The server's list, and what of it is shown. */
  source: string;
  entry: (one: Record<string, string>) => Entry;
}

export function ListPage({ title, source, entry }: Props) {
  const [entries, setEntries] = useState<Entry[]>([]);
  const { search } = useLocation();
  useEffect(() => {
    let current = true;
    void getBackendSrv()
      .get<Array<Record<string, string>>>(source)
      .then((found) => current && setEntries(found.map(entry)));
    return () => {
      current = false;
    };
  }, [source, entry]);
  return (
    <PluginPage pageNav={{ text: title }}>
      <ul>
        {entries.map(({ url, text }) => (
          <li key={url}>
            <TextLink href={withPreviewRange(url, search)}>{text}</TextLink>
          </li>
        ))}
      </ul>
    </PluginPage>
  );
}
