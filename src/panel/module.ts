// The nested panel plugin: options and the component. Only the engine comes later, as one file (useEngine.ts).
import { PanelPlugin } from '@grafana/data';
import { ConflictTimelinePanel } from './ConflictTimelinePanel';
import { DEFAULT_OPTIONS, type PanelOptions } from './options';
import { presets, suggest } from './suggest';
import { WorkloadEditor } from './WorkloadEditor';

/** Grafana 13 and later; the types are those of 12.4. */
interface HasPresets {
  setPresetsSupplier?: (supplier: typeof presets) => unknown;
}

const panel = new PanelPlugin<PanelOptions>(ConflictTimelinePanel).setPanelOptions((builder) =>
  builder
    .addCustomEditor({
      id: 'workload',
      path: 'workload',
      name: 'Workload',
      description:
        'Which workload to draw when the queries bring several: name, namespace/name, or with variables $namespace/$workload.',
      defaultValue: DEFAULT_OPTIONS.workload,
      editor: WorkloadEditor,
    })
    .addTextInput({
      path: 'clusterLabel',
      name: 'Cluster label',
      description: 'The label that tells clusters apart, or two with a comma between; auto finds it in the series.',
      defaultValue: DEFAULT_OPTIONS.clusterLabel,
    })
    .addRadio({
      path: 'show',
      name: 'Show',
      defaultValue: DEFAULT_OPTIONS.show,
      settings: {
        options: [
          { value: 'timeline', label: 'Timeline' },
          { value: 'words', label: 'Words only' },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'header',
      name: 'Verdict',
      description: 'The sentence, the state and the link above the timeline.',
      defaultValue: DEFAULT_OPTIONS.header,
      showIf: ({ show }) => show !== 'words',
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
      showIf: ({ show }) => show !== 'words',
    })
);
panel.setSuggestionsSupplier((summary) => suggest(summary));
(panel as HasPresets).setPresetsSupplier?.(presets);

export const plugin = panel;
