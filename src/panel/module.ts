// The nested panel plugin: options and the component. Only the engine comes later, as one file (useEngine.ts).
import { FieldType, PanelPlugin, type DataFrame, type FieldOverrideContext, type SelectableValue } from '@grafana/data';
import { hull, type Interval } from '../kit/interval';
import { workloadKey } from '../model/workload';
import { seriesFromFrames } from '../sources/panelSeries';
import { ConflictTimelinePanel } from './ConflictTimelinePanel';
import { DEFAULT_OPTIONS, type PanelOptions } from './options';
import { loadEngine } from './useEngine';

const WORST: SelectableValue<string> = { value: '', label: 'The only one, or the worst' };

/** From the first to the last sample. */
function extentOf(frames: readonly DataFrame[]): Interval {
  const times = frames.flatMap((frame) => frame.fields.filter((field) => field.type === FieldType.time));
  const ends = times.flatMap((field): unknown[] => [field.values[0], field.values[field.values.length - 1]]);
  return (
    hull(ends.filter((t): t is number => typeof t === 'number').map((t) => ({ from: t, to: t }))) ?? { from: 0, to: 0 }
  );
}

/** The workloads in the frames, for the picker. */
async function workloadChoices({ data }: FieldOverrideContext): Promise<Array<SelectableValue<string>>> {
  const analyze = await loadEngine();
  const report = analyze(seriesFromFrames(data, extentOf(data)));
  const known = report.workloads.map(({ workload }) => ({
    value: workloadKey(workload),
    label: `${workload.namespace} / ${workload.name}`,
  }));
  return [WORST, ...known];
}

export const plugin = new PanelPlugin<PanelOptions>(ConflictTimelinePanel).setPanelOptions((builder) =>
  builder
    .addSelect({
      path: 'workload',
      name: 'Workload',
      description: 'Which workload to draw when the queries bring several.',
      defaultValue: DEFAULT_OPTIONS.workload,
      settings: { options: [WORST], getOptions: workloadChoices },
    })
    .addBooleanSwitch({
      path: 'header',
      name: 'Verdict',
      description: 'The sentence, the state and the link above the timeline.',
      defaultValue: DEFAULT_OPTIONS.header,
    })
    .addRadio({
      path: 'productAxis',
      name: 'Pods and pod size',
      description: 'Axis of the lane that shows an HPA and a VPA on one resource.',
      defaultValue: DEFAULT_OPTIONS.productAxis,
      settings: {
        options: [
          { value: 'log', label: 'Logarithmic' },
          { value: 'linear', label: 'Linear' },
        ],
      },
    })
);
