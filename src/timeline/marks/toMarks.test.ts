import { performance } from 'perf_hooks';
import { action, at, flatFight, manySmall, RANGE } from '../__fixtures__/histories';
import { PALETTE } from '../__fixtures__/palette';
import { layout } from '../layout/layout';
import type { Viewport } from '../layout/model';
import { boxesOverlap } from '../paint/surface';
import { timeScale } from '../scale/timeScale';
import type { Mark } from './mark';
import { toMarks } from './toMarks';

const page: Viewport = { range: RANGE, width: 1000, height: 0, frame: 'page' };

function marksOf(source = flatFight(), view: Viewport = page): Mark[] {
  const model = layout(source.history, source.findings, view);
  return toMarks(model, timeScale(view.range, model.plotWidth), PALETTE);
}

const texts = (marks: readonly Mark[]): string[] => marks.flatMap((m) => (m.kind === 'label' ? [m.text] : []));

test('a flat fight says what no curve shows', () => {
  const said = texts(marksOf());
  expect(said).toContain('121 of 121 samples: spec 2, wish 4');
  expect(said).toContain('8 per minute, 240 of 242 unseen by any sample');
  expect(said).toContain('HPA wish 4 (its minimum)');
  expect(said).toContain('CPU asks for 5');
});

test('hidden writes are bands with count, move and rate, never ticks', () => {
  const bands = marksOf().filter((m) => m.kind === 'band' && m.lane.startsWith('actor'));
  expect(bands.map((m) => m.kind === 'band' && m.words.map((w) => w.text).join(' '))).toEqual([
    '119 × ▲ 2 → 4, 4 per minute',
    '119 × ▽ 4 → 2, 4 per minute',
  ]);
});

test('an outside write is a diamond that says from and to, a scaler a triangle', () => {
  const marks = marksOf();
  expect(marks.filter((m) => m.kind === 'diamond').map((m) => m.about?.actions)).toEqual([['git']]);
  expect(texts(marks)).toContain('6 → 2');
  expect(marks.flatMap((m) => (m.kind === 'triangle' ? [m.up] : []))).toEqual([true, false]);
});

test('the interval of an action is underlined with at least 6 px', () => {
  const long = { ...page, range: { from: RANGE.from - 86_400_000, to: RANGE.to } };
  for (const mark of marksOf(manySmall(), long)) {
    if (mark.kind === 'triangle') {
      expect(mark.underline[1] - mark.underline[0]).toBeGreaterThanOrEqual(6);
    }
  }
});

test('echoes link cause and answer only where the intervals allow that order', () => {
  const source = manySmall();
  expect(marksOf(source).filter((m) => m.kind === 'echo')).toHaveLength(4);
  const [first] = source.findings;
  const reversed = first && {
    ...first,
    echoes: first.echoes.map((e) => ({
      ...e,
      answerInterval: { from: e.causeInterval.from - 90_000, to: e.causeInterval.from - 60_000 },
    })),
  };
  expect(marksOf({ ...source, findings: reversed ? [reversed] : [] }).filter((m) => m.kind === 'echo')).toEqual([]);
});

test('a fight that is still on is an open arrow to the edge, its consequence a thinner bracket', () => {
  const brackets = marksOf(manySmall()).flatMap((m) => (m.kind === 'bracket' ? [m] : []));
  expect(brackets.map((m) => [m.thin, m.open])).toEqual([
    [false, true],
    [true, true],
  ]);
});

test('the worst severity paints last', () => {
  const source = flatFight();
  const mild = { ...source.findings[0]!, id: 'mild', severity: 'low' as const };
  const brackets = marksOf({ ...source, findings: [...source.findings, mild] }).flatMap((m) =>
    m.kind === 'bracket' ? [m.severity] : []
  );
  expect(brackets).toEqual(['low', 'critical']);
});

test('gaps are hatched in every lane and named in one', () => {
  const source = flatFight();
  const gapped = { ...source, history: { ...source.history, gaps: [{ from: at(60), to: at(90) }] } };
  const gaps = marksOf(gapped).filter((m) => m.kind === 'gap');
  expect(gaps.length).toBeGreaterThanOrEqual(4);
  expect(texts(marksOf(gapped)).filter((t) => t === 'no samples')).toHaveLength(1);
});

test('no two labels overlap, at any width', () => {
  for (const source of [flatFight(), manySmall()]) {
    for (let width = 320; width <= 1600; width += 80) {
      const labels = marksOf(source, { ...page, width }).filter((m) => m.kind === 'label');
      labels.forEach((a, i) => labels.slice(i + 1).forEach((b) => expect(boxesOverlap(a.box, b.box)).toBe(false)));
    }
  }
});

test('ids are unique', () => {
  for (const source of [flatFight(), manySmall()]) {
    const ids = marksOf(source).map((m) => m.id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('ten thousand actions become as many marks as there are pixels, quickly', () => {
  const source = flatFight();
  const step = (RANGE.to - RANGE.from) / 10_000;
  const actions = Array.from({ length: 10_000 }, (_, i) => {
    const interval = { from: RANGE.from + i * step, to: RANGE.from + (i + 0.5) * step };
    return action(`a${i}`, 1, 4 + (i % 2), 5 - (i % 2), { interval });
  });
  const busy = { ...source, history: { ...source.history, actions } };
  marksOf(busy);
  const start = performance.now();
  const marks = marksOf(busy);
  expect(performance.now() - start).toBeLessThan(400);
  const triangles = marks.filter((m) => m.kind === 'triangle').length;
  expect(triangles).toBeGreaterThan(100);
  expect(triangles).toBeLessThan(1000);
});
