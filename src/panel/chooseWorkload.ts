// The panel's option *Workload*: what was typed, variables filled in -> which of the workloads in the frames are meant.
import type { WorkloadHistory } from '../model/report';
import type { WorkloadRef } from '../model/workload';

/** What one part of the text asks for: one of these names, or anything. */
type Wanted = readonly string[] | undefined;

interface WantedWorkload {
  readonly cluster: Wanted;
  readonly namespace: Wanted;
  readonly kind: Wanted;
  readonly name: Wanted;
}

/** What stands for "any" in a part: nothing, a star, and what Grafana's *All* is usually set to. */
const ANY: ReadonlySet<string> = new Set(['', '*', '.*', '.+', '$__all', 'All']);

function wanted(part: string | undefined): Wanted {
  const names = (part ?? '')
    .replace(/^\{(.*)\}$/, '$1')
    .split(',')
    .map((name) => name.trim());
  return names.some((name) => ANY.has(name)) ? undefined : names;
}

/**
 * `name`, `namespace/name`, `namespace/Kind/name` or `cluster/namespace/Kind/name`. A part may list several names with
 * commas, as a variable with several values does. Names of clusters may hold slashes; the others never do.
 */
function parse(text: string): WantedWorkload {
  const parts = text.trim().split('/');
  const name = parts.pop();
  const kind = parts.length > 1 ? parts.pop() : undefined;
  const namespace = parts.pop();
  return { cluster: wanted(parts.join('/')), namespace: wanted(namespace), kind: wanted(kind), name: wanted(name) };
}

function isMeant(by: WantedWorkload, ref: WorkloadRef): boolean {
  const fits = (part: Wanted, value: string): boolean => part === undefined || part.includes(value);
  return (
    fits(by.cluster, ref.cluster) &&
    fits(by.namespace, ref.namespace) &&
    fits(by.kind, ref.kind) &&
    fits(by.name, ref.name)
  );
}

/** Queries cut to one workload still bring the HPAs of its neighbours; without their replicas there is nothing to draw. */
function isDrawable(history: WorkloadHistory): boolean {
  return history.curves.some((curve) => curve.id === 'spec');
}

/**
 * The workloads that are meant, in the given order; those without a curve only where nothing else is.
 * @param text the option with its variables filled in; '' means any
 */
export function chooseWorkloads(text: string, histories: readonly WorkloadHistory[]): readonly WorkloadHistory[] {
  const meant = histories.filter(({ workload }) => isMeant(parse(text), workload));
  const drawable = meant.filter(isDrawable);
  return drawable.length > 0 ? drawable : meant;
}
