// Which data sources the app offers (hundreds can be searched), how clusters are told apart, and how long a reading may take.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, FieldSet, Input, Label, MultiCombobox, useStyles2 } from '@grafana/ui';

import { count, enumerate, number } from '../../kit/text';
import { usableSources, type UsableSource } from '../../sources/grafana/dataSourceList';
import { readIds, type ConfigDraft, type ConfigProblems } from './configDraft';

interface SourceFieldsProps {
  readonly draft: ConfigDraft;
  readonly problems: ConfigProblems;
  readonly onChange: (change: Partial<ConfigDraft>) => void;
}

const GONE = 'not available to you, or gone';

/** What can be chosen: data sources as Grafana lists them, then chosen ones that are gone. */
function choices(known: readonly UsableSource[], gone: readonly string[]) {
  return [
    ...known.map(({ uid, name, type }) => ({ value: uid, label: name, description: type })),
    ...gone.map((uid) => ({ value: uid, label: uid, description: GONE })),
  ];
}

/** How many are offered, and which of the chosen ones cannot be. */
function offerText(chosen: readonly string[], known: number, gone: readonly string[]): string {
  const all = count(known, 'data source');
  const offer = chosen.length === 0 ? `${all}, and future ones` : `${number(chosen.length - gone.length)} of ${all}`;
  return [
    known === 0 ? 'There is none yet.' : `Offered: ${offer}.`,
    gone.length > 0 ? `${enumerate(gone)}: ${GONE}.` : '',
  ].join(' ');
}

/** The fields. */
export function SourceFields({ draft, problems, onChange }: SourceFieldsProps) {
  const styles = useStyles2(getStyles);
  const { dataSources, dataSourceTypes, clusterLabel, deadlineSeconds } = draft;
  const known = usableSources({ dataSourceTypes: readIds(dataSourceTypes) });
  const gone = dataSources.filter((uid) => !known.some((source) => source.uid === uid));
  return (
    <FieldSet label="Data">
      {/* No Field: that of Grafana 13 gives its id to every box to tick in the list as well. */}
      <div className={styles.wide}>
        <Label
          htmlFor="dataSources"
          description="Prometheus, its managed kinds, and VictoriaMetrics. None chosen: all of them, also future ones."
        >
          Data sources to offer
        </Label>
        <MultiCombobox
          id="dataSources"
          options={choices(known, gone)}
          value={[...dataSources]}
          onChange={(next) => onChange({ dataSources: next.map(({ value }) => value) })}
          placeholder="All"
          isClearable
        />
      </div>
      <div role="status" className={styles.offer}>
        {offerText(dataSources, known.length, gone)}
      </div>
      <Field
        label="Further data source types"
        description="Ids of other data source plugins that answer PromQL as Prometheus does, with commas between."
        invalid={problems.dataSourceTypes !== undefined}
        error={problems.dataSourceTypes}
        htmlFor="dataSourceTypes"
        className={styles.wide}
      >
        <Input
          id="dataSourceTypes"
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
    wide: css({ maxWidth: 480 }),
    offer: css({
      ...theme.typography.bodySmall,
      margin: theme.spacing(0.5, 0, 2),
      color: theme.colors.text.secondary,
      overflowWrap: 'anywhere',
    }),
  };
}
