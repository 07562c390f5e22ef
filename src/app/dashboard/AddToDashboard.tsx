// Puts the timeline of a workload on a dashboard by Grafana's own form, which knows folders, permissions and both schemas
// of dashboards; where there is none, the panel can be copied.
import React from 'react';
import { PluginExtensionExposedComponents, type TimeRange } from '@grafana/data';
import { usePluginComponent } from '@grafana/runtime';
import { Button, LoadingPlaceholder, Modal } from '@grafana/ui';

import type { WorkloadRef } from '../../model/workload';
import type { PanelQueryOptions } from '../../queries/panelQueries';
import { useAppContext } from '../appContext';
import { useZone } from '../frame/useZone';
import { useCapabilities, type Dialect } from '../sweep/useCapabilities';
import { toInterval, toTimeRange, type TimeText } from '../url/timeText';
import { CopyPanel } from './CopyPanel';
import { panelJson, type PanelJson, type PanelSource } from './panelJson';

interface AddToDashboardProps {
  readonly workload: WorkloadRef;
  readonly source: PanelSource;
  readonly time: TimeText;
  readonly onClose: () => void;
}

/** What Grafana's form `grafana/add-to-dashboard-form/v1` takes; a part of a dialog, not one itself. */
interface FormProps {
  readonly buildPanel: () => PanelJson;
  readonly onClose: () => void;
  readonly timeRange?: TimeRange;
  /** Its links begin at the root of Grafana, not at the page that shows it. */
  readonly options?: { readonly useAbsolutePath: boolean };
}

/** The dialog. */
export function AddToDashboard({ workload, source, time, onClose }: AddToDashboardProps) {
  const { settings } = useAppContext();
  const zone = useZone();
  const dialect = useCapabilities(source.uid, toInterval(time).to);
  const { component: Form, isLoading } = usePluginComponent<FormProps>(
    PluginExtensionExposedComponents.AddToDashboardFormV1
  );
  const buildPanel = () => panelJson(workload, source, panelLabels(settings.clusterLabel, dialect));
  const isReady = !isLoading && dialect.state !== 'asking';
  return (
    <Modal title="Add to dashboard" isOpen onDismiss={onClose}>
      {!isReady && <LoadingPlaceholder text="Reading how this data source names things" />}
      {isReady && Form && (
        <Form
          buildPanel={buildPanel}
          onClose={onClose}
          timeRange={toTimeRange(time, zone)}
          options={{ useAbsolutePath: true }}
        />
      )}
      {isReady && !Form && (
        <>
          <CopyPanel panel={buildPanel()} />
          <Modal.ButtonRow>
            <Button variant="secondary" fill="outline" onClick={onClose}>
              Close
            </Button>
          </Modal.ButtonRow>
        </>
      )}
    </Modal>
  );
}

/** How the panel's queries name namespace and cluster here: as the settings say, else as the data source does. */
function panelLabels(clusterLabel: string, dialect: Dialect): PanelQueryOptions {
  const known = dialect.state === 'known' ? dialect.capabilities : undefined;
  const cluster = clusterLabel === 'auto' ? known?.clusterLabel : clusterLabel;
  return { exported: known?.exported ?? false, ...(cluster === undefined ? {} : { clusterLabel: cluster }) };
}
