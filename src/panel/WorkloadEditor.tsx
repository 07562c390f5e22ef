// The editor of the option *Workload*: one of those in the data, the dashboard's variables, or whatever is typed.
import React, { useCallback } from 'react';
import type { StandardEditorProps } from '@grafana/data';
import { Combobox } from '@grafana/ui';
import { DEFAULT_OPTIONS, type PanelOptions } from './options';
import { workloadChoices } from './workloadChoices';

export function WorkloadEditor(props: StandardEditorProps<string, unknown, PanelOptions>) {
  const { value, onChange, context, id } = props;
  const frames = context.data;
  const clusterLabel = context.options?.clusterLabel ?? DEFAULT_OPTIONS.clusterLabel;
  const choices = useCallback((typed: string) => workloadChoices(frames, clusterLabel, typed), [frames, clusterLabel]);
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
