// "Save dashboard" and its drawer: a new dashboard asks for a title and a folder, a stored one only to be sure.
import { AppEvents } from '@grafana/data';
import { getAppEvents, getBackendSrv, isFetchError, locationService } from '@grafana/runtime';
import { Alert, Button, Combobox, Drawer, Field, Input } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { saveDashboard } from './loadDashboard';
import type { Dashboard } from './model';

interface Props {
  dashboard: Dashboard;
}

const ROOT = { uid: '', title: 'Dashboards' };

export function SaveDashboard({ dashboard }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Save dashboard</Button>
      {isOpen && <SaveDrawer dashboard={dashboard} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveDrawer({ dashboard, onClose }: Props & { onClose: () => void }) {
  const isNew = dashboard.uid === '';
  const [title, setTitle] = useState(isNew ? 'New dashboard' : dashboard.title);
  const [folder, setFolder] = useState(ROOT.uid);
  const [error, setError] = useState<string>();
  const folders = useFolders();
  const save = async () => {
    try {
      const url = await saveDashboard(dashboard, title, isNew ? folder : undefined);
      getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: ['Dashboard saved'] });
      locationService.push(url);
      onClose();
    } catch (cause) {
      setError(isFetchError<{ message?: string }>(cause) ? cause.data.message : String(cause));
    }
  };
  return (
    <Drawer title={isNew ? 'Save new dashboard' : 'Save dashboard'} subtitle={dashboard.title} onClose={onClose}>
      {isNew && (
        <>
          <Field label="Title">
            <Input id="save-title" value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          </Field>
          <Field label="Folder">
            <Combobox
              id="save-folder"
              options={folders.map((one) => ({ value: one.uid, label: one.title }))}
              value={folder}
              onChange={(picked) => setFolder(picked.value)}
            />
          </Field>
        </>
      )}
      {error && (
        <Alert severity="error" title="Failed to save dashboard">
          {error}
        </Alert>
      )}
      <Button disabled={title.trim() === ''} onClick={() => void save()}>
        Save
      </Button>
    </Drawer>
  );
}

function useFolders(): Array<{ uid: string; title: string }> {
  const [folders, setFolders] = useState([ROOT]);
  useEffect(() => {
    let current = true;
    void getBackendSrv()
      .get<Array<typeof ROOT>>('/api/folders')
      .then((found) => current && setFolders([ROOT, ...found]));
    return () => {
      current = false;
    };
  }, []);
  return folders;
}
