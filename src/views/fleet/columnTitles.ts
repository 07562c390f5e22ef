// What the columns of the fleet are called: in the head of the table, in the list of orders, in words inside a row.
import type { Column } from './fleetOrder';

/** One or two lines in the head of the table. */
export const COLUMN_TITLES: Record<Column, readonly [first: string, second?: string]> = {
  severity: ['Severity'],
  workload: ['Workload'],
  source: ['Data source'],
  what: ['What is happening'],
  actors: ['Actors'],
  replicas: ['Replicas', 'dotted: asked for'],
  since: ['Since'],
  replicasOwner: ['Replicas', 'owned by'],
  sizeOwner: ['Size', 'owned by'],
  pods: ['Pods', 'made'],
  hidden: ['Hidden', 'writes'],
  short: ['Short,', 'rep·min'],
};

/** The same in one line, for lists. */
export const COLUMN_NAMES: Record<Column, string> = {
  severity: 'Severity',
  workload: 'Workload',
  source: 'Data source',
  what: 'What is happening',
  actors: 'Actors',
  replicas: 'Replicas at the end',
  since: 'Since',
  replicasOwner: 'Owner of replicas',
  sizeOwner: 'Owner of size',
  pods: 'Pods made',
  hidden: 'Hidden writes',
  short: 'Replica-minutes short',
};

/** Numbers stand at the right of their column. */
export const NUMBER_COLUMNS: readonly Column[] = ['pods', 'hidden', 'short'];
