// An alert rule from a finding, by Grafana's own form: `grafana/alerting/create-alert-from-panel/v1`, a dialog that leads
// to the form for a new rule with the query filled in. Where Grafana has none there is no button.
import React, { useMemo, useState, type ReactNode } from 'react';
import { PluginExtensionExposedComponents } from '@grafana/data';
import { usePluginComponent } from '@grafana/runtime';

import type { Finding } from '../../model/finding';
import { alertQuery } from '../../queries/alertQuery';
import type { EvidenceLabels } from '../../queries/evidenceQuery';
import { mayEnter } from '../../sources/grafana/permissions';

interface DataSourceRef {
  readonly uid: string;
  readonly type: string;
}

/** What Grafana's dialog takes; variables must be filled in before. */
interface AlertFormProps {
  readonly panel: {
    readonly title: string;
    readonly targets: readonly object[];
    readonly datasource: DataSourceRef;
  };
  readonly onDismiss: () => void;
}

interface AlertForm {
  /** Absent where no rule can be made. */
  readonly open?: () => void;
  /** The dialog while it is open. */
  readonly dialog: ReactNode;
}

function panelOf(
  finding: Finding,
  { uid, type }: DataSourceRef,
  labels: EvidenceLabels
): AlertFormProps['panel'] | undefined {
  const expr = alertQuery(finding, labels);
  const datasource = { uid, type };
  const { namespace, name } = finding.workload;
  return expr === ''
    ? undefined
    : {
        title: `${finding.label}: ${namespace} / ${name}`,
        targets: [{ refId: 'A', expr, instant: false, range: true, editorMode: 'code', datasource }],
        datasource,
      };
}

/** The way to an alert rule about this finding. */
export function useAlertForm(finding: Finding | undefined, source: DataSourceRef, labels: EvidenceLabels): AlertForm {
  const { component: Form } = usePluginComponent<AlertFormProps>(
    PluginExtensionExposedComponents.CreateAlertFromPanelV1
  );
  const [isOpen, setOpen] = useState(false);
  // The dialog reads its panel again whenever that is another object.
  const panel = useMemo(() => finding && panelOf(finding, source, labels), [finding, source, labels]);
  if (!Form || !panel || !mayEnter('createAlert')) {
    return { dialog: null };
  }
  return {
    open: () => setOpen(true),
    dialog: isOpen && <Form panel={panel} onDismiss={() => setOpen(false)} />,
  };
}
