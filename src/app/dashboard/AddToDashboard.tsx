// Puts the timeline of a workload on a dashboard by Grafana's own form, which knows folders, permissions and both schemas
// of dashboards; where there is none, the panel can be copied.
import React from 'react';
import { PluginExtensionExposedComponents, type TimeRange } from '@grafana/data';
import { usePluginComponent } from '@grafana/runtime';
import { Button, LoadingPlaceholder, Modal } from '@grafana/ui';

import type { WorkloadRef } from '../../model/workload';
import type { PanelQueryOptions } from '../../queries/panelQueries';
import { useZone } from '../frame/useZone';
import { toTimeRange, type TimeText } from '../url/timeText';
import { CopyPanel } from './CopyPanel';
import { panelJson, type PanelJson, type PanelSource } from './panelJson';

interface AddToDashboardProps {
  readonly workload: WorkloadRef;
  readonly source: PanelSource;
  /** How the series name namespace and cluster here. */
  readonly labels: PanelQueryOptions;
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
export function AddToDashboard({ workload, source, labels, time, onClose }: AddToDashboardProps) {
  const zone = useZone();
  const { component: Form, isLoading } = usePluginComponent<FormProps>(
    PluginExtensionExposedComponents.AddToDashboardFormV1
  );
  const buildPanel = () => panelJson(workload, source, labels);
  return (
    <Modal title="Add to dashboard" isOpen onDismiss={onClose}>
      {isLoading && <LoadingPlaceholder text="Looking for Grafana's form" />}
      {!isLoading && Form && (
        <Form
          buildPanel={buildPanel}
          onClose={onClose}
          timeRange={toTimeRange(time, zone)}
          options={{ useAbsolutePath: true }}
        />
      )}
      {!isLoading && !Form && (
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
