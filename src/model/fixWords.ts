// How a remedy is announced, the same words in app, panel, command line and copied text.
import type { Fix } from './fix';

/** `Now`, or `Permanent fix`. */
export const TERM_WORDS: Readonly<Record<Fix['term'], string>> = { now: 'Now', 'for-good': 'Permanent fix' };

/**
 * Stands above every manifest: a list in it has only the entry that matters, and applied it would take the others away. In
 * lines so short that none of it is cut beside a workload.
 */
export const MERGE_FIRST = `\
# Merge this into the object, and
# keep its other entries, in lists
# too: no input for kubectl apply.
`;

/** What it costs, how to take it back, how to see that it worked. */
export const FIX_ROWS = [
  ['Trade-off', 'price'],
  ['Undo', 'undo'],
  ['Verify', 'verify'],
] as const;

/** Says of a check what its output means. */
export const CONFIRMED_BY = 'The finding is true if it prints:';
