// One sweep from question to verdict: source -> judge -> Report, part by part where the fleet is large.
import { mergeReports, scanLimits } from '../../engine';
import { breathe } from '../../judge/inSlices';
import type { Judge } from '../../judge/judge';
import { throwIfAborted } from '../../kit/abort';
import { inWholeSeconds, type Millis } from '../../kit/interval';
import type { Report } from '../../model/report';
import type { SeriesSet } from '../../model/series';
import { nameAllMissing } from '../../queries/remedies';
import type { ThresholdTable } from '../../settings/settings';
import { PartTally } from '../../sources/partTally';
import type { SeriesSource, TakePart } from '../../sources/seriesSource';
import type { Transport } from '../../sources/transport';
import type { Progress } from '../../views/states/LoadingState';
import { isAbsolute, toInterval } from '../url/timeText';
import type { Answer, Question } from './question';
import { reportSoFar } from './soFar';
import { whenSeen } from './whenSeen';

export interface SweepTools {
  readonly open: (uid: string) => SeriesSource;
  readonly transport: (uid: string) => Transport;
  readonly clusterLabel: string;
  readonly judge: Judge;
  readonly thresholds: ThresholdTable;
  /** Time for all the queries of one sweep; the source's own when absent. */
  readonly deadline?: Millis;
  readonly now: () => number;
}

/** Who listens to a sweep. */
export interface SweepListener {
  readonly onProgress: (progress: Progress) => void;
  /** After each part of a large fleet. Calling `tell` makes the answer to what was read so far. */
  readonly onPart?: (tell: () => Answer) => void;
}

/** Reads and judges. Rejects when aborted, and when the source breaks its promise not to reject. */
export async function runSweep(
  question: Question,
  tools: SweepTools,
  abort: AbortSignal,
  { onProgress, onPart }: SweepListener
): Promise<Answer> {
  let asked = 0;
  let read: Progress['read'];
  // Before the range is turned into instants: hours may pass until somebody looks.
  if (document.hidden) {
    await whenSeen(abort);
  }
  const isFollowed = !isAbsolute(question.time);
  const readAt = tools.now();
  const range = toInterval(question.time);
  const request = {
    range: isFollowed ? inWholeSeconds(range) : range,
    cluster: question.cluster === '' ? undefined : question.cluster,
    namespaces: question.namespaces,
    clusterLabel: tools.clusterLabel,
  };
  const tally = new PartTally();
  let judged: Report | undefined;
  let added: Report[] = [];
  // Put together when somebody wants it: each time costs as much as there is so far.
  const answerWith = (finish: (report: Report) => Report): Answer => {
    const all = [...(judged ? [judged] : []), ...added] as [Report, ...Report[]];
    judged = mergeReports(all);
    added = [];
    const report = nameAllMissing(finish(judged));
    return { question, report, failed: tally.failed, asked, kinds: tally.kinds, readAt };
  };
  const judge = async (set: SeriesSet): Promise<void> => {
    // Counted first: the judge keeps the series.
    tally.add(set);
    onProgress({ answered: asked, total: asked, waitingFor: '', isJudging: true, ...(read && { read }) });
    throwIfAborted(abort);
    const report = await tools.judge(set, { thresholds: tools.thresholds }, abort);
    // Looked up only now: whoever asked meanwhile for the answer so far has put what was in it together.
    added.push(report);
  };
  const take: TakePart = async (set, soFar) => {
    await judge(set);
    onPart?.(() => ({ ...answerWith((report) => reportSoFar(report, soFar)), soFar }));
  };
  const last = await tools.open(question.ds).fetch(request, {
    abort,
    pause: breathe,
    isFollowed,
    isOpened: question.isOpened,
    deadline: tools.deadline,
    limits: scanLimits(tools.thresholds),
    take,
    onProgress: (progress) => {
      asked = progress.total;
      read = progress.read;
      onProgress(progress);
    },
  });
  await judge(last);
  return { ...answerWith((report) => report), doneAt: tools.now() };
}

/** True when nothing at all was read because of failures. */
export function isTotalFailure(answer: Answer): boolean {
  const { workloads, findings } = answer.report;
  const anyReplicas = workloads.some(({ curves }) => curves.some((curve) => curve.id === 'spec'));
  return answer.failed.length > 0 && !anyReplicas && findings.length === 0;
}
