// Judging as a service: who asks does not know on which thread it happens.
import type { Steps } from '../kit/steps';
import type { Report } from '../model/report';
import type { SeriesSet } from '../model/series';
import type { ThresholdTable } from '../settings/settings';

export interface JudgeOptions {
  /** Thresholds that differ from the defaults. */
  readonly thresholds?: ThresholdTable;
}

/**
 * Series in, report out. The set is handed over: its columns may be gone afterwards. Rejects with the reason of the abort,
 * and with an error whose message is for people when the judging broke off.
 */
export type Judge = (set: SeriesSet, options: JudgeOptions, abort?: AbortSignal) => Promise<Report>;

/** The engine in steps (engine/index.ts). */
export type AnalyzeInSteps = (set: SeriesSet, options: JudgeOptions) => Steps<Report>;
