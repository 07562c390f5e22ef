// The minimum of an HPA is the real size: it never leaves it, and the metrics ask for half of it or less. A quiet hour
// looks the same as a minimum that is too high, so only a range of days says more than a note.
import { isPresent } from '../../../../kit/array';
import { lengthOf, type Interval, minutes } from '../../../../kit/interval';
import { quantile } from '../../../../kit/stats';
import { duration, number } from '../../../../kit/text';
import type { Confidence } from '../../../../model/finding';
import { samplesIn, valueAt } from '../../../../model/signal';
import type { Facts } from '../../../episodes/facts';
import type { HpaFacts } from '../../../signals/facts';
import { hpaProposalAt } from '../../../signals/proposal';
import { row } from '../../evidence';
import { defineRule, type Detection, type RuleContext } from '../../defineRule';
import { showOwner } from '../../../remedies/look';
import { withMinimum, patchOwner, ownerManifest } from '../../../remedies/mitigations';

interface Floor {
  readonly hpa: HpaFacts;
  readonly min: number;
  /** The high end of what the metrics asked for: the 95th percentile. */
  readonly asked: number;
  /** Share of samples at the minimum. */
  readonly held: number;
  readonly span: Interval;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Sample {
  readonly at: number;
  readonly atMin: boolean;
}

/** Samples with pods: a workload asleep wastes nothing. */
function samplesOf(facts: Facts, hpa: HpaFacts): Sample[] {
  return samplesIn(hpa.desired, { from: facts.range.from - 1, to: facts.range.to }).flatMap(([at, desired]) => {
    const min = valueAt(hpa.min, at);
    return desired === 0 || min === undefined ? [] : [{ at, atMin: desired === min }];
  });
}

function floorOf(
  facts: Facts,
  hpa: HpaFacts,
  context: RuleContext<'share' | 'need' | 'availability' | 'minMinutes'>
): Floor | undefined {
  const samples = samplesOf(facts, hpa);
  const first = samples[0];
  const last = samples.at(-1);
  const min = last && valueAt(hpa.min, last.at);
  if (
    !first ||
    !last ||
    min === undefined ||
    min <= context.thresholds.availability ||
    min === valueAt(hpa.max, last.at)
  ) {
    return undefined;
  }
  const held = samples.filter((s) => s.atMin).length / samples.length;
  const span = { from: first.at, to: last.at };
  const steady = samples.every((s) => valueAt(hpa.min, s.at) === min);
  const long = lengthOf(span) >= minutes(context.thresholds.minMinutes);
  if (!steady || !long || held < context.thresholds.share) {
    return undefined;
  }
  const known = samples.map((s) => hpaProposalAt(facts, hpa, s.at)).filter(isPresent);
  const asked = quantile(known, 0.95);
  const seen = known.length >= 0.8 * samples.length;
  return seen && asked !== undefined && asked <= context.thresholds.need * min
    ? { hpa, min, asked: Math.ceil(asked), held, span }
    : undefined;
}

function confidenceOf(span: Interval): Confidence {
  return lengthOf(span) >= 6.5 * DAY ? 'certain' : lengthOf(span) >= DAY ? 'likely' : 'possible';
}

export const hpaFloorWaste = defineRule({
  id: 'hpa-floor-waste',
  title: 'An HPA never leaves a minimum far above the need',
  code: 'C3',
  standsLong: true,
  scans: ['idle'],
  needs: ['hpa.info', 'hpa.desired', 'hpa.min', 'hpa.status-metric', 'hpa.spec-metric'],
  helps: ['workload.ready'],
  thresholds: {
    share: { title: 'Share of the time at the minimum', unit: 'ratio', default: 0.95, min: 0.5, max: 1 },
    need: {
      title: 'What the metrics ask for, as a share of the minimum',
      unit: 'ratio',
      default: 0.5,
      min: 0.1,
      max: 0.9,
    },
    availability: {
      title: 'Replicas that stand for availability alone',
      unit: 'replicas',
      default: 3,
      min: 1,
      max: 20,
    },
    minMinutes: { title: 'Minutes that must have been seen', unit: 'min', default: 50, min: 10, max: 10080 },
  },
  explains: [],
  detect: (facts, context): Array<Detection<Floor>> =>
    facts.hpas.flatMap((hpa) => {
      const d = floorOf(facts, hpa, context);
      if (!d) {
        return [];
      }
      const seen = `${duration(lengthOf(d.span))} were read`;
      return [
        {
          intervals: [d.span],
          actors: [hpa.ref],
          confidence: confidenceOf(d.span),
          confidenceNotes: [
            lengthOf(d.span) >= 6.5 * DAY
              ? `${seen}: weekdays and nights`
              : `${seen}: a range of 7 d tells a minimum that is too high from a quiet time`,
            'replicas kept for failures of a zone are not exported: part of the minimum is theirs',
          ],
          evidence: [
            row(
              'At the minimum',
              `desired = min = ${number(d.min)} in ${number(Math.round(d.held * 100))} % of the samples`,
              ['hpa.desired', 'hpa.min'],
              'observed',
              d.span
            ),
            row(
              'What the metrics ask for',
              `${number(d.asked)} at peak (95th percentile; computed: ready pods × status ÷ target)`,
              ['hpa.status-metric', 'hpa.spec-metric'],
              'inferred',
              d.span
            ),
          ],
          details: d,
        },
      ];
    }),
  severity: ({ details: d }) => (lengthOf(d.span) >= DAY ? 'low' : 'info'),
  explain: ({ details: d }) => ({
    summary: `Stands at min ${number(d.min)} for ${duration(lengthOf(d.span))} while the metrics ask for ${number(d.asked)}: ${number(d.min - d.asked)} replicas without work.`,
    label: `min ${number(d.min)}, need ${number(d.asked)}`,
    causeTitle: 'Minimums far above the need',
  }),
  confirm: ({ details: d }, { workload }) => ({
    command: showOwner(workload, d.hpa),
    expect: `MIN and DESIRED both ${number(d.min)} outside of peaks`,
  }),
  fix: ({ details: d }, { workload }) => {
    const lower = Math.max(3, Math.ceil(1.3 * d.asked));
    const command = patchOwner(workload.namespace, d.hpa, withMinimum(lower));
    return [
      {
        title: `Lower the minimum to ${lower}`,
        term: 'now',
        why: '1.3 times what the metrics asked for, and not below 3 for availability.',
        command,
        price:
          'A sudden peak starts from fewer pods: it takes one or two passes (15 s each) and the start of the pods.',
        undo: `Set the minimum back to ${number(d.min)}.`,
        verify: `Desired between ${lower} and ${number(d.min)} within the down window (5 min), and no sample above target.`,
      },
      {
        title: 'Commit the lower minimum to the manifest',
        term: 'for-good',
        why: 'The next apply of the manifest will revert a patched minimum.',
        patches: [ownerManifest(workload, d.hpa, withMinimum(lower))],
        price: 'Fewer pods share the loss of a node or a zone.',
        undo: `Set it back to ${number(d.min)}.`,
        verify: 'The HPA moves above its minimum in the next peak.',
      },
    ];
  },
});
