// The app plugin of a page: its settings as stored now, then its module.
import type { AppPlugin, AppPluginMeta } from '@grafana/data';
import { useEffect, useState } from 'react';
import { fetchAppMeta } from '../services/appMeta';
import { importAppPlugin } from '../services/pluginLoader';

export interface LoadedApp {
  plugin: AppPlugin;
  meta: AppPluginMeta;
}

export function useAppPlugin(id: string): { app?: LoadedApp; error?: string } {
  const [result, setResult] = useState<{ app?: LoadedApp; error?: string }>({});
  useEffect(() => {
    let current = true;
    setResult({});
    load(id).then(
      (app) => current && setResult({ app }),
      (cause: unknown) => {
        console.error(`app ${id} did not load`, cause);
        if (current) {
          setResult({ error: cause instanceof Error ? cause.message : `App ${id} was not found` });
        }
      }
    );
    return () => {
      current = false;
    };
  }, [id]);
  return result;
}

async function load(id: string): Promise<LoadedApp> {
  const meta = await fetchAppMeta(id);
  return { meta, plugin: await importAppPlugin(meta) };
}
