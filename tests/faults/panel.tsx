// The panel on a dashboard over a data source in this process, at three sizes.
import React from 'react';
import { cleanup, render, waitFor } from '@testing-library/react';
import {
  dateTime,
  EventBusSrv,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type DataSourceApi,
  type PanelData,
  type PanelProps,
} from '@grafana/data';
import { lastValueFrom, type Observable } from 'rxjs';
import type { Interval } from '../../src/kit/interval';
import type { WorkloadRef } from '../../src/model/workload';
import { ConflictTimelinePanel } from '../../src/panel/ConflictTimelinePanel';
import { DEFAULT_OPTIONS, type PanelOptions } from '../../src/panel/options';
import { panelQueries } from '../../src/queries/panelQueries';
import { textsIn, ticksIn } from './words';

/** A whole panel, one for a sentence, one for a count. */
const SIZES: ReadonlyArray<readonly [number, number]> = [
  [900, 420],
  [270, 100],
  [150, 60],
];

export interface PanelWords {
  /** The texts in the panel, largest size first. */
  readonly sizes: ReadonlyArray<readonly string[]>;
  readonly ticks: number;
}

/** What Grafana hands to the panel of Deployment `web` in this namespace when its queries have come back. */
export async function panelData(source: DataSourceApi, namespace: string, { from, to }: Interval): Promise<PanelData> {
  const workload: WorkloadRef = { cluster: '', namespace, kind: 'Deployment', name: 'web' };
  const time = { from: dateTime(from), to: dateTime(to) };
  const timeRange = { ...time, raw: time };
  const request = {
    requestId: 'Q1',
    targets: panelQueries(workload),
    range: timeRange,
    intervalMs: 30_000,
    interval: '30s',
    maxDataPoints: 1000,
    scopedVars: {},
    timezone: 'utc',
    app: 'dashboard',
    startTime: 0,
  } as unknown as DataQueryRequest;
  const { data, errors, state } = await lastValueFrom(source.query(request) as Observable<PanelAnswer>);
  return { state: state ?? LoadingState.Done, series: data, errors, request, timeRange };
}

type PanelAnswer = Pick<PanelData, 'errors'> & { readonly state?: LoadingState; readonly data: DataFrame[] };

function propsOf(data: PanelData, [width, height]: readonly [number, number]): PanelProps<PanelOptions> {
  return {
    id: 1,
    data,
    timeRange: data.timeRange,
    timeZone: 'utc',
    options: DEFAULT_OPTIONS,
    fieldConfig: { defaults: {}, overrides: [] },
    width,
    height,
    title: '',
    transparent: false,
    renderCounter: 0,
    eventBus: new EventBusSrv(),
    replaceVariables: (text) => text,
    onChangeTimeRange: () => undefined,
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
  };
}

/** The panel's words at each size. */
export async function panelWords(data: PanelData): Promise<PanelWords> {
  const sizes: string[][] = [];
  let ticks = 0;
  for (const size of SIZES) {
    const { container } = render(<ConflictTimelinePanel {...propsOf(data, size)} />);
    await waitFor(() => expect(container.textContent).not.toMatch(/^(Reading\..*)?$/));
    sizes.push(textsIn(container));
    ticks += ticksIn(container);
    cleanup();
  }
  return { sizes, ticks };
}
