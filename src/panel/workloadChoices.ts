// What the editor of the option *Workload* offers: the dashboard's variables, and the workloads in the data.
import { FieldType, type DataFrame } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import type { ComboboxOption } from '@grafana/ui';
import { judgeHere } from '../judge/judgeHere';
import { hull, type Interval } from '../kit/interval';
import { workloadKey } from '../model/workload';
import { seriesFromFrames } from '../sources/panelSeries';
import { loadEngine } from './useEngine';

type Choice = ComboboxOption<string>;

/** Texts of variables that the provisioned dashboards have too. */
const VARIABLES = ['$namespace/$workload', '$namespace/'];

/** From the first to the last sample. */
function extentOf(frames: readonly DataFrame[]): Interval {
  const times = frames.flatMap((frame) => frame.fields.filter((field) => field.type === FieldType.time));
  const ends = times.flatMap((field): unknown[] => [field.values[0], field.values[field.values.length - 1]]);
  return (
    hull(ends.filter((t): t is number => typeof t === 'number').map((t) => ({ from: t, to: t }))) ?? { from: 0, to: 0 }
  );
}

function variableChoices(): Choice[] {
  const names = getTemplateSrv()
    .getVariables()
    .map(({ name }) => name);
  return VARIABLES.filter((text) => (text.match(/\w+/g) ?? []).every((name) => names.includes(name))).map((value) => ({
    value,
    label: value,
    description: 'The variables of this dashboard',
  }));
}

/** The choices whose texts hold what was typed. */
export async function workloadChoices(
  frames: readonly DataFrame[],
  clusterLabel: string,
  typed: string
): Promise<Choice[]> {
  const report = await judgeHere(loadEngine)(seriesFromFrames(frames, extentOf(frames), clusterLabel), {});
  const known = report.workloads.map(({ workload }) => ({
    value: workloadKey(workload),
    label: `${workload.namespace} / ${workload.name}`,
    ...(workload.cluster === '' ? {} : { description: workload.cluster }),
  }));
  const words = typed.toLowerCase();
  return [...variableChoices(), ...known].filter((one) => `${one.value} ${one.label}`.toLowerCase().includes(words));
}
