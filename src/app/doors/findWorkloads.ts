// The workloads whose name holds a text, as a list to choose from.
import type { ComboboxOption } from '@grafana/ui';

import { compareWorkloads, type WorkloadRef } from '../../model/workload';
import { classify } from '../../queries/classify';
import { searchQueries } from '../../queries/workloadSearch';
import type { Transport } from '../../sources/transport';

/** A choice with the workload behind it. */
export type WorkloadOption = ComboboxOption<string> & { readonly workload: WorkloadRef };

/**
 * Asks a data source. Throws when it has no answer at all, so that an empty list means that there is none.
 * @param clusterLabel the labels that tell clusters apart, as they were found (sources/foundClusterLabel.ts) or set
 * @param at usually now, unix milliseconds
 */
export async function findWorkloads(
  transport: Transport,
  text: string,
  clusterLabel: string,
  at: number
): Promise<WorkloadOption[]> {
  const queries = searchQueries(text);
  const answers = await transport.instant(queries, at);
  const failed = answers.find(({ error }) => error !== undefined);
  const found = new Map<string, WorkloadRef>();
  answers.forEach(({ series }, i) =>
    series.forEach(({ labels }) => {
      const read = classify(labels, clusterLabel, queries[i]?.kind);
      if (read) {
        const { cluster, namespace, object, attributes } = read;
        const ref = { cluster, namespace, kind: attributes.kind ?? 'Deployment', name: object };
        found.set(JSON.stringify(ref), ref);
      }
    })
  );
  if (found.size === 0 && failed?.error) {
    throw new Error(failed.error.message);
  }
  return [...found]
    .sort(([, a], [, b]) => compareWorkloads(a, b))
    .map(([value, workload]) => ({
      value,
      workload,
      label: `${workload.namespace} / ${workload.name}`,
      description: [workload.kind, workload.cluster].filter((part) => part !== '').join(', '),
    }));
}
