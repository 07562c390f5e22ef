// Fills @grafana/data's registries. Grafana's own editors are not in npm; a panel that is only shown needs no editor,
// so each is an empty stand-in. Defaults and override processors are real: they decide how values are drawn.
import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldColorModeId,
  FieldConfigProperty,
  identityOverrideProcessor,
  numberOverrideProcessor,
  setTimeZoneResolver,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  ThresholdsMode,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
  type DataTransformerInfo,
  type FieldConfigPropertyItem,
  type StandardEditorsRegistryItem,
  type TransformerRegistryItem,
} from '@grafana/data';
import { config } from '@grafana/runtime';

const EDITORS = [
  'text',
  'number',
  'slider',
  'boolean',
  'select',
  'radio',
  'multi-select',
  'unit',
  'color',
  'fieldColor',
  'thresholds',
  'mappings',
  'links',
  'actions',
  'strings',
  'timezone',
  'stats-picker',
  'field-name',
  'dashboard-uid',
];
const NoEditor = () => null;

type Processor = FieldConfigPropertyItem['process'];

export function fillRegistries(): void {
  setTimeZoneResolver(() => config.bootData.user.timezone);
  standardEditorsRegistry.setInit(() =>
    EDITORS.map((id): StandardEditorsRegistryItem => ({ id, name: id, editor: NoEditor }))
  );
  standardFieldConfigEditorRegistry.setInit(fieldConfigs);
  standardTransformersRegistry.setInit(() =>
    // Some stand there under two names; a registry takes an id once.
    [...new Map(Object.values(standardTransformers).map((one) => [one.id, one])).values()].map(
      (one): TransformerRegistryItem => ({
        id: one.id,
        name: one.name,
        description: one.description,
        transformation: forBothVersions(one),
        editor: NoEditor,
        imageDark: '',
        imageLight: '',
      })
    )
  );
}

/** 12.4 expects the transformer itself, 13.2 a function that promises it: this is both. */
function forBothVersions(transformer: DataTransformerInfo): DataTransformerInfo & (() => Promise<DataTransformerInfo>) {
  const { name, ...rest } = transformer;
  return Object.defineProperty(
    Object.assign(() => Promise.resolve(transformer), rest),
    'name',
    { value: name }
  );
}

function fieldConfigs(): FieldConfigPropertyItem[] {
  const item = (
    id: FieldConfigProperty,
    process: Processor,
    category: string[],
    extra: Partial<FieldConfigPropertyItem> = {}
  ): FieldConfigPropertyItem => ({
    id,
    path: id,
    name: id,
    category,
    process,
    editor: NoEditor,
    override: NoEditor,
    settings: {},
    shouldApply: () => true,
    ...extra,
  });
  const options = ['Standard options'];
  return [
    item(FieldConfigProperty.Unit, unitOverrideProcessor, options),
    item(FieldConfigProperty.Min, numberOverrideProcessor, options),
    item(FieldConfigProperty.Max, numberOverrideProcessor, options),
    item(FieldConfigProperty.FieldMinMax, booleanOverrideProcessor, options),
    item(FieldConfigProperty.Decimals, numberOverrideProcessor, options),
    item(FieldConfigProperty.DisplayName, displayNameOverrideProcessor, options),
    item(FieldConfigProperty.Color, identityOverrideProcessor, options, {
      defaultValue: { mode: FieldColorModeId.PaletteClassic },
    }),
    item(FieldConfigProperty.NoValue, stringOverrideProcessor, options),
    item(FieldConfigProperty.Filterable, booleanOverrideProcessor, options),
    item(FieldConfigProperty.Links, dataLinksOverrideProcessor, ['Data links']),
    item(FieldConfigProperty.Mappings, valueMappingsOverrideProcessor, ['Value mappings'], { defaultValue: [] }),
    item(FieldConfigProperty.Thresholds, thresholdsOverrideProcessor, ['Thresholds'], {
      defaultValue: {
        mode: ThresholdsMode.Absolute,
        steps: [
          { value: -Infinity, color: 'green' },
          { value: 80, color: 'red' },
        ],
      },
    }),
  ];
}
