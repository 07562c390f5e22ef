// The workload page's state as a query string and back.
import type { Interval } from '../../kit/interval';
import { quoted } from '../../kit/outsideText';
import type { WorkloadRef } from '../../model/workload';
import { SearchReader, writePage, type FromUrl, type PageState } from './searchReader';

/** A span that somebody chose, or everything. */
export type Zoom = Interval | 'all';

export interface WorkloadState extends PageState {
  readonly workload: WorkloadRef;
  /** Id or rule of the finding to show; '' for the worst. */
  readonly finding: string;
  /** Id of the action that is selected; '' for none. */
  readonly action: string;
  /** The part of the range that the timeline shows, `all` for all of it; absent it is fitted to the finding. */
  readonly zoom?: Zoom;
  /** The lane of pods and pod size on a linear axis; logarithmic when absent. */
  readonly axis?: 'linear';
}

function readZoom(reader: SearchReader): Zoom | undefined {
  const text = reader.text('zoom');
  if (text === 'all') {
    return text;
  }
  const [, from, to] = /^(\d{13})-(\d{13})$/.exec(text) ?? [];
  const zoom = { from: Number(from), to: Number(to) };
  if (zoom.from < zoom.to) {
    return zoom;
  }
  if (text !== '') {
    reader.problems.push(`${quoted(text)} is not a span to zoom to: the timeline is fitted to the finding.`);
  }
  return undefined;
}

/** What stands for a whole cluster has no namespace, and no name where there is no cluster label. */
function isNamed({ kind, namespace, name }: WorkloadRef): boolean {
  return kind === 'Cluster' || (namespace !== '' && name !== '');
}

/** Reads a query string; a link without namespace or name is a problem that the page cannot work around. */
export function readWorkloadUrl(search: string): FromUrl<WorkloadState> & { readonly isComplete: boolean } {
  const reader = new SearchReader(search);
  const workload = {
    cluster: reader.text('cluster'),
    namespace: reader.text('namespace'),
    kind: reader.text('kind') || 'Deployment',
    name: reader.text('name'),
  };
  const axis = reader.choice('axis', ['linear']);
  const state: WorkloadState = {
    ...reader.page(),
    workload,
    finding: reader.text('finding'),
    action: reader.text('action'),
    zoom: readZoom(reader),
    ...(axis && { axis }),
  };
  return { state, problems: reader.finish(), isComplete: isNamed(workload) };
}

function zoomText(zoom: Zoom | undefined): string {
  return zoom === undefined || zoom === 'all' ? (zoom ?? '') : `${Math.round(zoom.from)}-${Math.round(zoom.to)}`;
}

/** Writes a state; reading the answer gives the state back. */
export function writeWorkloadUrl(state: WorkloadState): string {
  const params = new URLSearchParams();
  writePage(params, state);
  const { cluster, namespace, kind, name } = state.workload;
  const zoom = zoomText(state.zoom);
  const { finding, action, axis = '' } = state;
  Object.entries({ cluster, namespace, kind, name, finding, action, zoom, axis }).forEach(([key, value]) => {
    if (value !== '') {
      params.set(key, value);
    }
  });
  return params.toString();
}
