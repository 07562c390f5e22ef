// Stories that strangers' data taught: what the recordings and public reports held and our own stories did not. Each says in
// `learnt` where its mechanism was met first.

import type { Story } from '../story';
import { LEARNT_CALM } from './calm';
import { LEARNT_KEDA } from './keda';
import { LEARNT_LOOPS } from './loops';
import { LEARNT_NODES } from './nodes';
import { LEARNT_PODS } from './pods';
import { LEARNT_WRITERS } from './writers';
import { LEARNT_ZERO } from './zero';

export const LEARNT_STORIES: readonly Story[] = [
  ...LEARNT_WRITERS,
  ...LEARNT_KEDA,
  ...LEARNT_ZERO,
  ...LEARNT_LOOPS,
  ...LEARNT_PODS,
  ...LEARNT_NODES,
  ...LEARNT_CALM,
];
