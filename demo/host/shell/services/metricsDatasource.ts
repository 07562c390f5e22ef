// The two data sources of the preview. Both send to /api/ds/query through the real DataSourceWithBackend and treat a
// target as the real frontends were recorded to (tests/fixtures/ds-query: "The target to send").
import {
  escapeRegex,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { DataSourceWithBackend, type TemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import type { Observable } from 'rxjs';
import { map } from 'rxjs/operators';
import { findValues } from './metricFind';
import type { VariableValue } from './templateSrv';

export interface MetricsQuery extends DataQuery {
  expr?: string;
  instant?: boolean;
  range?: boolean;
  interval?: string;
  format?: string;
  legendFormat?: string;
}

abstract class MetricsDatasource extends DataSourceWithBackend<MetricsQuery> {
  /** Appended to the refId of the instant half when a target asks for instant and range. */
  protected abstract readonly instantSuffix: string;
  protected abstract readonly extraFields: Record<string, unknown>;

  constructor(
    settings: DataSourceInstanceSettings,
    private readonly templates: TemplateSrv
  ) {
    super(settings);
    const { timeInterval } = settings.jsonData as { timeInterval?: string };
    this.interval = timeInterval ?? '15s';
  }

  query(request: DataQueryRequest<MetricsQuery>): Observable<DataQueryResponse> {
    const utcOffsetSec = this.utcOffset(request.range);
    const targets = request.targets
      .flatMap((target) => this.split(target))
      .map((target) => ({
        ...target,
        ...this.extraFields,
        requestId: `${request.panelId}${target.refId}`,
        utcOffsetSec,
        interval: target.interval ?? '',
      }));
    return super
      .query({ ...request, targets })
      .pipe(map((response) => ({ ...response, data: arrange(response.data) })));
  }

  applyTemplateVariables(query: MetricsQuery, scopedVars: ScopedVars): MetricsQuery {
    // $__interval and its kin stay: the backend replaces them with the step it really uses.
    const { __interval, __interval_ms, ...own } = scopedVars;
    return {
      ...query,
      expr: this.templates.replace(query.expr, own, interpolate),
      legendFormat: this.templates.replace(query.legendFormat, own),
      interval: this.templates.replace(query.interval, own),
    };
  }

  async metricFindQuery(
    query: string | { query?: string },
    options?: { range?: TimeRange; scopedVars?: ScopedVars }
  ): Promise<MetricFindValue[]> {
    const text = this.templates.replace(
      typeof query === 'string' ? query : query.query,
      options?.scopedVars,
      interpolate
    );
    return findValues((path, parameters) => this.getResource(path, parameters), text, options?.range);
  }

  protected abstract utcOffset(range: TimeRange | undefined): number;

  private split(target: MetricsQuery): MetricsQuery[] {
    if (!target.instant || !target.range) {
      return [target];
    }
    return [
      { ...target, instant: false },
      { ...target, range: false, refId: `${target.refId}${this.instantSuffix}` },
    ];
  }
}

export class PrometheusDatasource extends MetricsDatasource {
  protected readonly instantSuffix = '-Instant';
  protected readonly extraFields = {};

  /** Throws without a range, as the real one does. */
  protected utcOffset(range: TimeRange): number {
    return range.to.utcOffset() * 60;
  }
}

export class VictoriaMetricsDatasource extends MetricsDatasource {
  protected readonly instantSuffix = '_instant';
  protected readonly extraFields = { queryType: 'timeSeriesQuery' };

  protected utcOffset(range: TimeRange | undefined): number {
    return (range?.to.utcOffset() ?? 0) * 60;
  }
}

/** Several values become an alternation, a single one is only escaped for use inside quotes. */
function interpolate(value: VariableValue): string {
  if (Array.isArray(value)) {
    const escaped = value.map((one) => escapeRegex(one).replaceAll('\\', '\\\\'));
    return escaped.length === 1 ? escaped[0] : `(${escaped.join('|')})`;
  }
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

/** Recorded: frames ordered by refId, each marked for a graph. */
function arrange(frames: DataFrame[]): DataFrame[] {
  return [...frames]
    .sort((a, b) => (a.refId ?? '').localeCompare(b.refId ?? ''))
    .map((frame) => ({ ...frame, meta: { ...frame.meta, preferredVisualisationType: 'graph' as const } }));
}
