// What keeps rules from being judged, as people read it: one thing that is missing or failed, not one for each rule.
import type { Unjudged } from './knowledge';

/** One thing that is missing, with the rules that wait for it. */
export interface Lack {
  readonly state: Unjudged['state'];
  /** `3 kinds wait for …`, one sentence. */
  readonly text: string;
  /** What to do about it: the setting, or how to ask again. */
  readonly remedy: string;
  /** Series that are missing. */
  readonly missing: readonly string[];
  readonly rules: readonly string[];
}
