// Stand-in for `grafana/add-to-dashboard-form/v1`. Like Grafana's it saves nothing: it leaves the panel in the browser's
// storage and opens the dashboard, which takes the panel in as a change that its user may save.
import type { TimeRange } from '@grafana/data';
import { config, getBackendSrv, locationService } from '@grafana/runtime';
import type { Panel } from '@grafana/schema';
import { Alert, Button, Combobox, Field, Modal, RadioButtonGroup, type ComboboxOption } from '@grafana/ui';
import { useState, type ReactNode } from 'react';
import { leavePanel, takePanels } from '../dashboard/arriving';

interface Props {
  onClose?: () => void;
  buildPanel?: () => Panel;
  timeRange?: TimeRange;
  /** Without it, an app lands below its own address: `dashboard/new` is relative. */
  options?: { useAbsolutePath?: boolean };
  children?: ReactNode;
}

type Target = 'new-dashboard' | 'existing-dashboard';

const DEFAULT_PANEL = (): Panel => ({
  type: 'timeseries',
  title: 'New panel',
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  targets: [],
});

export function AddToDashboardForm(props: Props) {
  const { onClose = () => undefined, buildPanel = DEFAULT_PANEL, timeRange, options, children } = props;
  const targets = allowedTargets();
  // Grafana's form, too, breaks for somebody who may do neither: an app must not offer it to them.
  const [target, setTarget] = useState<Target>(targets[0].value);
  const [uid, setUid] = useState<string>();
  const [isInvalid, setInvalid] = useState(false);
  const [error, setError] = useState<string>();

  const submit = (newTab: boolean) => {
    if (target === 'existing-dashboard' && uid === undefined) {
      setInvalid(true);
      return;
    }
    leavePanel(buildPanel(), timeRange);
    const url = target === 'existing-dashboard' ? `d/${uid}` : 'dashboard/new';
    if (newTab) {
      if (window.open(`${config.appUrl}${url}`, '_blank') === null) {
        takePanels();
        setError('Could not navigate to the selected dashboard. Please try again.');
        return;
      }
    } else {
      locationService.push(options?.useAbsolutePath ? `/${url}` : url);
    }
    onClose();
  };

  return (
    <form onSubmit={(event) => event.preventDefault()}>
      {children}
      {targets.length > 1 && (
        <Field label="Target dashboard" description="Choose where to add the panel.">
          <RadioButtonGroup options={targets} value={target} onChange={setTarget} id="e2d-save-target" />
        </Field>
      )}
      {target === 'existing-dashboard' && (
        <Field
          label="Dashboard"
          description="Select in which dashboard the panel will be created."
          invalid={isInvalid && uid === undefined}
          error="This field is required."
        >
          <Combobox
            id="e2d-dashboard-picker"
            options={findDashboards}
            value={uid ?? null}
            placeholder="Select dashboard"
            onChange={(picked: ComboboxOption<string>) => setUid(picked.value)}
          />
        </Field>
      )}
      {error && (
        <Alert severity="error" title="Error adding the panel">
          {error}
        </Alert>
      )}
      <Modal.ButtonRow>
        <Button type="reset" onClick={onClose} fill="outline" variant="secondary">
          Cancel
        </Button>
        <Button variant="secondary" icon="external-link-alt" onClick={() => submit(true)}>
          Open in new tab
        </Button>
        <Button icon="apps" onClick={() => submit(false)}>
          Open dashboard
        </Button>
      </Modal.ButtonRow>
    </form>
  );
}

function allowedTargets(): Array<{ label: string; value: Target }> {
  const { permissions = {} } = config.bootData.user;
  return [
    ...(permissions['dashboards:create'] ? [{ label: 'New dashboard', value: 'new-dashboard' as const }] : []),
    ...(permissions['dashboards:write'] ? [{ label: 'Existing dashboard', value: 'existing-dashboard' as const }] : []),
  ];
}

async function findDashboards(words: string): Promise<Array<ComboboxOption<string>>> {
  const found = await getBackendSrv().get<Array<{ uid: string; title: string; folderTitle?: string }>>('/api/search', {
    type: 'dash-db',
    query: words,
    limit: 100,
    permission: 'Edit',
  });
  return found.map(({ uid, title, folderTitle }) => ({ value: uid, label: `${folderTitle ?? 'Dashboards'}/${title}` }));
}
