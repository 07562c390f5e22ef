// How old a report on a range that follows the clock is. The headline says "now", which is then the moment told here.
import React from 'react';

import { AsOfNotice } from '../../views/states/AsOfNotice';
import type { Answer } from '../sweep/question';
import { useOldest } from './useOldest';

/** Nothing where the answer is recent, or about a past that somebody chose. */
export function AsOf({ answer }: { readonly answer: Answer }) {
  const at = useOldest([answer]);
  return at === undefined ? null : <AsOfNotice at={at} />;
}
