// One sweep from question to verdict: source -> judge -> Report.
import type { Judge } from '../../judge/judge';
import type { Millis } from '../../kit/interval';
import { nameMissing } from '../../queries/remedies';
import type { ThresholdTable } from '../../settings/settings';
import type { SeriesSource } from '../../sources/seriesSource';
import type { Transport } from '../../sources/transport';
import type { Progress } from '../../views/states/LoadingState';
import { toInterval } from '../url/timeText';
import { countKinds, type Answer, type Question } from './question';
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

/** Reads and judges. Rejects when aborted, and when the source breaks its promise not to reject. */
export async function runSweep(
  question: Question,
  tools: SweepTools,
  abort: AbortSignal,
  onProgress: (progress: Progress) => void
): Promise<Answer> {
  let asked = 0;
  // Before the range is turned into instants: hours may pass until somebody looks.
  if (document.hidden) {
    await whenSeen(abort);
  }
  const request = {
    range: toInterval(question.time),
    cluster: question.cluster === '' ? undefined : question.cluster,
    namespaces: question.namespaces,
    clusterLabel: tools.clusterLabel,
  };
  const set = await tools.open(question.ds).fetch(request, {
    abort,
    deadline: tools.deadline,
    onProgress: (progress) => {
      asked = progress.total;
      onProgress(progress);
    },
  });
  onProgress({ answered: asked, total: asked, waitingFor: '', isJudging: true });
  if (abort.aborted) {
    throw abort.reason;
  }
  // Counted first: the judge keeps the series.
  const kinds = countKinds(set);
  const judged = await tools.judge(set, { thresholds: tools.thresholds }, abort);
  const report = { ...judged, unassessed: judged.unassessed.map((entry) => nameMissing(entry, judged.setups)) };
  return { question, report, failed: set.failed, asked, kinds, readAt: tools.now() };
}

/** True when nothing at all was read because of failures. */
export function isTotalFailure(answer: Answer): boolean {
  const { workloads, findings } = answer.report;
  const anyReplicas = workloads.some(({ curves }) => curves.some((curve) => curve.id === 'spec'));
  return answer.failed.length > 0 && !anyReplicas && findings.length === 0;
}
