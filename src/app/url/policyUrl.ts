// The policy page's state as a query string and back.
import { VERDICTS, type PolicyFilters } from '../../views/policy/policyRows';
import { SearchReader, writePage, type FromUrl, type PageState } from './searchReader';

export interface PolicyState extends PageState {
  readonly filters: PolicyFilters;
}

/** Reads a query string; what is not understood is left at its default and named. */
export function readPolicyUrl(search: string): FromUrl<PolicyState> {
  const reader = new SearchReader(search);
  const state = {
    ...reader.page(),
    filters: {
      cluster: reader.text('cluster'),
      namespaces: reader.list('namespace'),
      verdicts: reader.choices('verdict', VERDICTS),
      text: reader.text('q'),
    },
  };
  return { state, problems: reader.finish() };
}

/** Writes a state; reading the answer gives the state back. */
export function writePolicyUrl(state: PolicyState): string {
  const params = new URLSearchParams();
  writePage(params, state);
  const { cluster, namespaces, verdicts, text } = state.filters;
  const set = (name: string, values: readonly string[]) =>
    values.filter((value) => value !== '').forEach((value) => params.append(name, value));
  set('cluster', [cluster]);
  set('namespace', namespaces);
  set('verdict', verdicts);
  set('q', [text]);
  return params.toString();
}
