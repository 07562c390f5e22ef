// Which data sources the app offers, how clusters are told apart, and how long a reading may take.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Checkbox, Field, FieldSet, Input, Label, useStyles2 } from '@grafana/ui';

import { usableSources } from '../../sources/grafana/dataSourceList';
import { readIds, type ConfigDraft, type ConfigProblems } from './configDraft';

interface SourceFieldsProps {
  readonly draft: ConfigDraft;
  readonly problems: ConfigProblems;
  readonly onChange: (change: Partial<ConfigDraft>) => void;
}

/** Data sources in the order they are offered: known ones as Grafana lists them, then chosen ones that are gone. */
function listed(
  chosen: readonly string[],
  types: readonly string[]
): Array<{ uid: string; name: string; about: string }> {
  const known = usableSources({ dataSourceTypes: types }).map(({ uid, name, type }) => ({ uid, name, about: type }));
  const gone = chosen.filter((uid) => !known.some((source) => source.uid === uid));
  return [...known, ...gone.map((uid) => ({ uid, name: uid, about: 'not available to you, or gone' }))];
}

/** The fields. */
export function SourceFields({ draft, problems, onChange }: SourceFieldsProps) {
  const styles = useStyles2(getStyles);
  const { dataSources, dataSourceTypes, clusterLabel, deadlineSeconds } = draft;
  const sources = listed(dataSources, readIds(dataSourceTypes));
  const toggle = (uid: string) =>
    onChange({
      dataSources: dataSources.includes(uid) ? dataSources.filter((other) => other !== uid) : [...dataSources, uid],
    });
  return (
    <FieldSet label="Data">
      <div role="group" aria-labelledby="dataSources" className={styles.group}>
        <Label
          id="dataSources"
          description="Prometheus, its managed kinds, and VictoriaMetrics. None ticked: all of them, also future ones."
        >
          Data sources to offer
        </Label>
        <div className={styles.list}>
          {sources.map(({ uid, name, about }) => (
            <Checkbox
              key={uid}
              id={`dataSource-${uid}`}
              value={dataSources.includes(uid)}
              label={name}
              description={about}
              onChange={() => toggle(uid)}
            />
          ))}
          {sources.length === 0 && <span className={styles.none}>There is none yet.</span>}
        </div>
      </div>
      <Field
        label="Further data source types"
        description="Ids of other data source plugins that answer PromQL as Prometheus does, with commas between."
        invalid={problems.dataSourceTypes !== undefined}
        error={problems.dataSourceTypes}
        htmlFor="dataSourceTypes"
      >
        <Input
          id="dataSourceTypes"
          width={60}
          placeholder="acme-metrics-datasource"
          value={dataSourceTypes}
          onChange={(event) => onChange({ dataSourceTypes: event.currentTarget.value })}
        />
      </Field>
      <Field
        label="Cluster label"
        description="The label that tells clusters apart, or two with a comma between. auto finds it in the series: cluster, cluster_id or whatever tells two objects of one name apart."
        invalid={problems.clusterLabel !== undefined}
        error={problems.clusterLabel}
        htmlFor="clusterLabel"
      >
        <Input
          id="clusterLabel"
          width={30}
          value={clusterLabel}
          onChange={(event) => onChange({ clusterLabel: event.currentTarget.value })}
        />
      </Field>
      <Field
        label="Deadline"
        description="Seconds for all the queries of one reading. What was not read by then is named, and the server is left alone."
        invalid={problems.deadlineSeconds !== undefined}
        error={problems.deadlineSeconds}
        htmlFor="deadlineSeconds"
      >
        <Input
          id="deadlineSeconds"
          width={12}
          value={deadlineSeconds}
          onChange={(event) => onChange({ deadlineSeconds: event.currentTarget.value })}
        />
      </Field>
    </FieldSet>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    group: css({ marginBottom: theme.spacing(2) }),
    list: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: theme.spacing(0.5) }),
    none: css({ color: theme.colors.text.secondary }),
  };
}
