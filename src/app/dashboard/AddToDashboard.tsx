// Puts the timeline of a workload on a dashboard, new or existing; who may not save gets the panel's JSON to hand on.
import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Field, Input, Modal, RadioButtonGroup, TextLink, useStyles2 } from '@grafana/ui';

import type { Result } from '../../kit/result';
import type { WorkloadRef } from '../../model/workload';
import { PasteBox } from '../../views/finding/PasteBox';
import { useAppContext } from '../appContext';
import type { PanelQueryOptions } from '../../queries/panelQueries';
import { useCapabilities, type Dialect } from '../sweep/useCapabilities';
import { toInterval, type TimeText } from '../url/timeText';
import { DashboardSearch } from './DashboardSearch';
import { addToExisting, addToNew, type DashboardChoice, type Landed } from './dashboards';
import { panelJson, type PanelSource } from './panelJson';

interface AddToDashboardProps {
  readonly workload: WorkloadRef;
  readonly source: PanelSource;
  readonly time: TimeText;
  readonly onClose: () => void;
}

type Target = 'new' | 'existing';
const TARGETS = [
  { label: 'New dashboard', value: 'new' as const },
  { label: 'Existing dashboard', value: 'existing' as const },
];

/** The dialog. */
export function AddToDashboard({ workload, source, time, onClose }: AddToDashboardProps) {
  const { settings } = useAppContext();
  const [target, setTarget] = useState<Target>('new');
  const [title, setTitle] = useState(`Truce: ${workload.namespace} / ${workload.name}`);
  const [chosen, setChosen] = useState<DashboardChoice>();
  const [answer, setAnswer] = useState<Result<Landed>>();
  const [isSaving, setSaving] = useState(false);
  const dialect = useCapabilities(source.uid, toInterval(time).to);
  const labels = panelLabels(settings.clusterLabel, dialect);
  const panel = (id: number, y: number) => panelJson(workload, source, labels, id, y);
  const isReady = target === 'new' ? title.trim() !== '' : chosen !== undefined;
  const add = async () => {
    setSaving(true);
    setAnswer(
      target === 'existing' && chosen
        ? await addToExisting(chosen.uid, panel)
        : await addToNew(title.trim(), panel, time)
    );
    setSaving(false);
  };
  return (
    <Modal title="Add to dashboard" isOpen onDismiss={onClose}>
      {answer?.ok ? (
        <Alert severity="success" title="The panel is on the dashboard">
          <TextLink href={answer.value.url}>{`Open “${answer.value.title}”`}</TextLink>
        </Alert>
      ) : (
        <>
          <Field label="Where">
            <RadioButtonGroup options={TARGETS} value={target} onChange={setTarget} />
          </Field>
          {target === 'new' ? (
            <Field label="Title" htmlFor="truce-dashboard-title">
              <Input
                id="truce-dashboard-title"
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
            </Field>
          ) : (
            <DashboardSearch chosen={chosen} onChoose={setChosen} />
          )}
          {answer && !answer.ok && <Refused reason={answer.error} json={JSON.stringify(panel(1, 0), null, 2)} />}
        </>
      )}
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {answer?.ok ? 'Close' : 'Cancel'}
        </Button>
        {!answer?.ok && (
          <Button disabled={!isReady || isSaving || dialect.state === 'asking'} onClick={() => void add()}>
            {isSaving ? 'Adding' : 'Add'}
          </Button>
        )}
      </Modal.ButtonRow>
    </Modal>
  );
}

/** How the panel's queries name namespace and cluster here: as the settings say, else as the data source does. */
function panelLabels(clusterLabel: string, dialect: Dialect): PanelQueryOptions {
  const known = dialect.state === 'known' ? dialect.capabilities : undefined;
  const cluster = clusterLabel === 'auto' ? known?.clusterLabel : clusterLabel;
  return { exported: known?.exported ?? false, ...(cluster === undefined ? {} : { clusterLabel: cluster }) };
}

function Refused({ reason, json }: { readonly reason: string; readonly json: string }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <Alert severity="warning" title={reason} />
      <div className={styles.about}>
        The panel, for somebody who may: edit a dashboard, add a panel, Inspect, Panel JSON.
      </div>
      <PasteBox text={json} what="panel JSON" />
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return { about: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }) };
}
