// What people must know of the reading itself: queries that failed, remarks of the source, and what was left out at the door.
import { count } from '../../kit/text';
import { withoutTimes } from '../../kit/times';
import { NOTHING_CLEANED, type Cleaned } from '../../model/cleaned';
import { failureText } from '../../model/failure';
import type { Diagnostic } from '../../model/report';
import type { SeriesSet } from '../../model/series';
import type { SweepFacts, UntoldScaler } from '../signals/facts';

/** A sentence for each reason for which something was not taken over as it came; a warning where samples are lost. */
function cleanedRemarks({ labels, unsorted, duplicates, outside, wild }: Cleaned): Diagnostic[] {
  const texts: Array<[number, string, Diagnostic['severity']?]> = [
    [
      duplicates,
      `${count(duplicates, 'sample')} came more than once and ${duplicates === 1 ? 'was' : 'were'} counted once: two senders write the same series, or a database stores every copy (VictoriaMetrics: set -dedup.minScrapeInterval).`,
    ],
    [
      unsorted,
      `${count(unsorted, 'series', 'series')} came out of order and ${unsorted === 1 ? 'was' : 'were'} sorted by time.`,
    ],
    [
      outside,
      `${count(outside, 'sample')} outside the time range ${outside === 1 ? 'was' : 'were'} left out: a clock is wrong, or the answer belongs to another question.`,
      'warning',
    ],
    [
      wild,
      `${count(wild, 'sample')} ${wild === 1 ? 'was' : 'were'} left out: infinite, no number, or beyond 1e15 in size.`,
      'warning',
    ],
    [labels, `${count(labels, 'label')} had a value that is not text.`],
  ];
  return texts.filter(([n]) => n > 0).map(([, message, severity = 'info']) => ({ severity, message }));
}

/** Names to show of a longer list. */
const SHOWN = 5;

function someOf(scalers: readonly UntoldScaler[]): string {
  const names = scalers.map(({ namespace, name }) => `${namespace}/${name}`);
  return names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '');
}

/** ScaledObjects that are paused on nobody knows what: the HPA that told it is gone with the pause. */
function pausedTexts(paused: readonly UntoldScaler[]): string[] {
  return paused.length === 0
    ? []
    : [
        paused.length === 1
          ? `ScaledObject ${someOf(paused)} is paused, and no series tells its target. Nothing was judged of it.`
          : `${count(paused.length, 'ScaledObject')} are paused, and no series tells their targets: ${someOf(paused)}. Nothing was judged of them.`,
      ];
}

/** HPAs without a target, told once: they are on no workload, so no workload can tell of them. */
function untoldTexts(names: readonly UntoldScaler[]): string[] {
  const shown = someOf(names);
  return names.length === 0
    ? []
    : [
        names.length === 1
          ? `1 HPA does not tell which workload it scales: ${shown}. Nothing was judged of it.`
          : `${count(names.length, 'HPA')} do not tell which workloads they scale: ${shown}. Nothing was judged of them.`,
      ];
}

/** Failures first, then what was left out, then remarks. */
export function diagnosticsOf(
  set: SeriesSet,
  { untold, untoldPauses }: Pick<SweepFacts, 'untold' | 'untoldPauses'> = { untold: [], untoldPauses: [] },
  unseen: readonly string[] = []
): Diagnostic[] {
  const warning = (message: string): Diagnostic => ({ severity: 'warning', message });
  const failed = set.failed.map(({ message, query }): Diagnostic => ({
    severity: 'error',
    message: withoutTimes(message),
    query,
  }));
  return [
    ...failed,
    ...(set.leftOut ?? []).map(({ error }) => warning(failureText(error))),
    ...set.notices.map((message): Diagnostic => ({ severity: 'info', message: withoutTimes(message) })),
    ...cleanedRemarks(set.cleaned ?? NOTHING_CLEANED),
    ...[...unseen, ...untoldTexts(untold), ...pausedTexts(untoldPauses)].map(warning),
  ];
}
