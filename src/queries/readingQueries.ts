// When anybody in a whole cluster read a metric: a count on a grid, one series for each cluster. Asked where only a part of a
// cluster is read and HPAs in it are blind: a dead API leaves nobody who reads.
import type { Millis } from '../kit/interval';
import type { ReadingSource, SignalKind } from '../model/series';
import { specOf, type SignalSpec } from './catalogue';
import { clusterLabelsOf } from './clusterLabels';
import { objectLabels } from './objectLabels';
import { selectorsFor, withMatchers, type PlannedQuery, type PlanScope } from './plan';
import { window } from './selector';

export interface ReadingQuery extends PlannedQuery {
  readonly source: ReadingSource;
}

/** A status stands for as many scrapes after its sample. */
const PATIENCE = 2.5;
/** Points of a grid at most: a long range is looked at more coarsely. */
const MOST_POINTS = 2000;
const LEAST_STEP: Millis = 30_000;

const ACTIVE = 'condition="ScalingActive",status="true"';
const RESOURCE = 'metric_name=~"cpu|memory"';
const LOOKS: ReadonlyArray<readonly [ReadingSource, SignalKind, string]> = [
  // KEDA's names of external metrics (keda: GenerateMetricNameWithIndex).
  ['keda', 'hpa.status-metric', 'metric_name=~"s[0-9]+-.+|composite-metric"'],
  ['resource', 'hpa.status-metric', RESOURCE],
  ['resource-asked', 'hpa.spec-metric', RESOURCE],
];

/** How far the points of the grid are apart, milliseconds. */
export function readingStep({ range }: PlanScope, scrape: Millis): Millis {
  return Math.max(LEAST_STEP, scrape, Math.ceil((range.to - range.from) / MOST_POINTS / 1000) * 1000);
}

/**
 * The questions; their namespaces do not count.
 * @param scrape milliseconds
 */
export function readingQueries(scope: PlanScope, scrape: Millis): ReadingQuery[] {
  const everywhere = { ...scope, namespaces: [], names: undefined, between: undefined };
  const by = clusterLabelsOf(scope.clusterLabel).join(', ');
  const whose = objectLabels(specOf('hpa.condition') as SignalSpec, scope.clusterLabel).join(', ');
  const stands = window(PATIENCE * scrape);
  return LOOKS.flatMap(([source, kind, matchers]) => {
    const last = (of: SignalKind, more: string): string => {
      const spec = withMatchers(specOf(of) as SignalSpec, more);
      const [text = ''] = selectorsFor(spec.pattern, spec, everywhere);
      return `last_over_time(${text}[${stands}])`;
    };
    // Older controllers leave the last good values standing beside it: those are no readings (docs/signals.md).
    const blind = ` unless on (${whose}) (${last('hpa.condition', ACTIVE)} == 0)`;
    return [
      {
        id: `reading-${source}`,
        expr: `count by (${by}) (${last(kind, matchers)}${kind === 'hpa.status-metric' ? blind : ''})`,
        kinds: [],
        source,
        stepSeconds: readingStep(scope, scrape) / 1000,
      },
    ];
  });
}
