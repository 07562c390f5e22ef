// Find a workload by a part of its name and go to its page: the dialog behind the entry of the command palette.
import React, { useEffect, useState } from 'react';
import { getBackendSrv, locationService } from '@grafana/runtime';
import { Combobox, Field, LoadingPlaceholder } from '@grafana/ui';

import pluginJson from '../../plugin.json';
import { parseSettings } from '../../settings/parseSettings';
import { DEFAULT_SETTINGS, type Settings } from '../../settings/settings';
import { preferredSource, rememberSources, usableSources } from '../../sources/grafana/dataSourceList';
import { foundClusterLabel } from '../../sources/foundClusterLabel';
import { dataSourceTransport } from '../../sources/grafana/dataSourceTransport';
import { doorPath } from './doorPath';
import { findWorkloads, type WorkloadOption } from './findWorkloads';

interface OpenWorkloadProps {
  readonly onDismiss?: () => void;
}

/** The settings of this app: outside its own pages Grafana does not hand them over. The defaults where they are closed. */
function useStoredSettings(): Settings | undefined {
  const [settings, setSettings] = useState<Settings>();
  useEffect(() => {
    getBackendSrv()
      .get<{ jsonData?: unknown }>(`/api/plugins/${pluginJson.id}/settings`, undefined, undefined, {
        showErrorAlert: false,
      })
      .then(
        ({ jsonData }) => setSettings(parseSettings(jsonData, []).settings),
        () => setSettings(DEFAULT_SETTINGS)
      );
  }, []);
  return settings;
}

/** The dialog's body. */
export function OpenWorkload({ onDismiss }: OpenWorkloadProps) {
  const settings = useStoredSettings();
  return settings ? (
    <Choice settings={settings} onDismiss={onDismiss} />
  ) : (
    <LoadingPlaceholder text="Reading the settings" />
  );
}

function Choice({ settings, onDismiss }: OpenWorkloadProps & { readonly settings: Settings }) {
  const [sources] = useState(() => usableSources(settings));
  const [ds, setDs] = useState(() => preferredSource(sources)?.uid);
  // Whose clusters are called what is found once for each data source, not with every letter.
  const [labels] = useState(() => new Map<string, Promise<string>>());
  const options = async (text: string) => {
    if (ds === undefined) {
      return [];
    }
    const transport = dataSourceTransport(ds);
    const label = labels.get(ds) ?? foundClusterLabel(transport, settings.clusterLabel, Date.now()).catch(() => 'auto');
    labels.set(ds, label);
    return findWorkloads(transport, text, await label, Date.now());
  };
  const open = ({ workload }: WorkloadOption) => {
    const { cluster, namespace, kind, name } = workload;
    rememberSources(ds === undefined ? [] : [ds]);
    onDismiss?.();
    locationService.push(
      doorPath({ kind: 'workload', cluster, namespace, workload: { kind, name } }, { ds: ds ?? '', from: '', to: '' })
    );
  };
  return (
    <>
      <Field label="Data source" htmlFor="truce-open-source">
        <Combobox
          id="truce-open-source"
          options={sources.map(({ uid, name, type }) => ({ value: uid, label: name, description: type }))}
          value={ds ?? null}
          placeholder="choose"
          onChange={({ value }) => setDs(value)}
        />
      </Field>
      <Field
        label="Workload"
        description="A part of its name or namespace, or both: shop/web"
        htmlFor="truce-open-workload"
        noMargin
      >
        <Combobox<string>
          key={ds}
          id="truce-open-workload"
          options={options}
          value={null}
          placeholder="Type to find"
          onChange={(option) => open(option as WorkloadOption)}
        />
      </Field>
    </>
  );
}
