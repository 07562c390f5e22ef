// The workload page's state as a query string and back.
import type { WorkloadRef } from '../../model/workload';
import { SearchReader, writePage, type FromUrl, type PageState } from './searchReader';

export interface WorkloadState extends PageState {
  readonly workload: WorkloadRef;
  /** Id of the finding to show; '' for the worst. */
  readonly finding: string;
  /** Id of the action that is selected; '' for none. */
  readonly action: string;
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
  const state = { ...reader.page(), workload, finding: reader.text('finding'), action: reader.text('action') };
  return { state, problems: reader.finish(), isComplete: workload.namespace !== '' && workload.name !== '' };
}

/** Writes a state; reading the answer gives the state back. */
export function writeWorkloadUrl(state: WorkloadState): string {
  const params = new URLSearchParams();
  writePage(params, state);
  const { cluster, namespace, kind, name } = state.workload;
  Object.entries({ cluster, namespace, kind, name, finding: state.finding, action: state.action }).forEach(
    ([key, value]) => {
      if (value !== '') {
        params.set(key, value);
      }
    }
  );
  return params.toString();
}
