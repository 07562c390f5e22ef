// The editor of the option *Workload*: one of those in the data, the dashboard's variables, or whatever is typed.
import React, { useCallback } from 'react';
import type { DataFrame, StandardEditorProps } from '@grafana/data';
import { FieldType } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { hull, type Interval } from '../kit/interval';
import { workloadKey } from '../model/workload';
import { seriesFromFrames } from '../sources/panelSeries';
import { DEFAULT_OPTIONS, type PanelOptions } from './options';
import { loadEngine } from './useEngine';

/** From the first to the last sample. */
function extentOf(frames: readonly DataFrame[]): Interval {
  const times = frames.flatMap((frame) => frame.fields.filter((field) => field.type === FieldType.time));
  const ends = times.flatMap((field): unknown[] => [field.values[0], field.values[field.values.length - 1]]);
  return (
    hull(ends.filter((t): t is number => typeof t === 'number').map((t) => ({ from: t, to: t }))) ?? { from: 0, to: 0 }
  );
}

/** `$namespace/$workload` where the dashboard has such variables, as the provisioned one does. */
function variableChoices(): Array<ComboboxOption<string>> {
  const names = new Set(
    getTemplateSrv()
      .getVariables()
      .map(({ name }) => name)
  );
  const texts = ['$namespace/$workload', '$namespace/'];
  return texts
    .filter((text) => (text.match(/\w+/g) ?? []).every((name) => names.has(name)))
    .map((value) => ({ value, label: value, description: 'The variables of this dashboard' }));
}

async function workloadChoices(
  frames: readonly DataFrame[],
  clusterLabel: string
): Promise<Array<ComboboxOption<string>>> {
  const analyze = await loadEngine();
  const report = analyze(seriesFromFrames(frames, extentOf(frames), clusterLabel));
  return report.workloads.map(({ workload }) => ({
    value: workloadKey(workload),
    label: `${workload.namespace} / ${workload.name}`,
    ...(workload.cluster === '' ? {} : { description: workload.cluster }),
  }));
}

export function WorkloadEditor(props: StandardEditorProps<string, unknown, PanelOptions>) {
  const { value, onChange, context, id } = props;
  const frames = context.data;
  const clusterLabel = context.options?.clusterLabel ?? DEFAULT_OPTIONS.clusterLabel;
  const choices = useCallback(
    async (typed: string) => {
      const all = [...variableChoices(), ...(await workloadChoices(frames, clusterLabel))];
      const words = typed.toLowerCase();
      return all.filter((one) => `${one.value} ${one.label}`.toLowerCase().includes(words));
    },
    [frames, clusterLabel]
  );
  return (
    <Combobox
      id={id}
      options={choices}
      value={value ? { value, label: value } : null}
      onChange={(chosen) => onChange(chosen?.value ?? '')}
      createCustomValue
      isClearable
      placeholder="The only one, or the worst"
    />
  );
}
