import { action, at, flatFight, GIT, manySmall, RANGE } from '../__fixtures__/histories';
import { PALETTE } from '../__fixtures__/palette';
import { layout } from '../layout/layout';
import type { Viewport } from '../layout/model';
import { boxesOverlap } from '../paint/surface';
import { timeScale } from '../scale/timeScale';
import { crosses } from './labels';
import { RANK, type Mark } from './mark';
import { toMarks } from './toMarks';

const page: Viewport = { range: RANGE, width: 1000, height: 0, frame: 'page' };

function marksOf(source = flatFight(), view: Viewport = page): Mark[] {
  const model = layout(source.history, source.findings, view);
  return toMarks(model, timeScale(view.range, model.plotWidth), PALETTE);
}

/** The same with a hole in the middle. */
function gapped(source: ReturnType<typeof flatFight>): ReturnType<typeof flatFight> {
  const hole = { from: at(60), to: at(90) };
  const curves = source.history.curves.map((c) => {
    const keep = [...c.times].map((t, i) => (t <= hole.from || t >= hole.to ? i : -1)).filter((i) => i >= 0);
    return {
      ...c,
      times: Float64Array.from(keep, (i) => c.times[i] ?? NaN),
      values: Float64Array.from(keep, (i) => c.values[i] ?? NaN),
    };
  });
  return { ...source, history: { ...source.history, curves, gaps: [hole] } };
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

test('where other changes lie between, merged marks tell a step and never a change that did not happen', () => {
  const { history, findings } = flatFight();
  const there = [30, 32, 34].flatMap((sample, i) => [
    action(`down${i}`, sample, 4, 3, { actor: GIT }),
    action(`up${i}`, sample + 1, 3, 4),
  ]);
  const marks = marksOf({ findings, history: { ...history, actions: there } }, { ...page, width: 300 });
  const about = marks.flatMap((m) => (m.about?.actions.includes('down0') ? [m.about.text] : []));
  expect(about).toEqual(['Git 4 → 3, 3 times, other changes in between']);
  expect(texts(marks)).not.toContain('4 → 3 ×3');
});

test('the interval of an action is underlined with at least 6 px', () => {
  const long = { ...page, range: { from: RANGE.from - 86_400_000, to: RANGE.to } };
  for (const mark of marksOf(manySmall(), long)) {
    if (mark.kind === 'triangle') {
      expect(mark.underline[1] - mark.underline[0]).toBeGreaterThanOrEqual(6);
    }
  }
});

test('the first bar with room says what the numbers of its lane are', () => {
  const held = marksOf(manySmall()).flatMap((m) => (m.kind === 'hold' ? [[m.lane, m.text] as const] : []));
  const of = (lane: string) => held.filter(([id]) => id.includes(lane)).map(([, text]) => text);
  expect(of('hpa')).toEqual(['wish 4', '8', '16', '32', '64']);
  expect(of('vpa').filter((text) => /[a-z]/.test(text))).toEqual(['request 0.40 core']);
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

test.each([
  ['flat', flatFight()],
  ['mirrored', manySmall()],
])('gaps are hatched in every lane and named in one: %s', (_, source) => {
  const marks = marksOf(gapped(source));
  const { lanes } = layout(source.history, source.findings, page);
  expect([...new Set(marks.flatMap((m) => (m.kind === 'gap' ? [m.lane] : [])))]).toEqual(lanes.map((lane) => lane.id));
  expect(texts(marks).filter((t) => t === 'no samples')).toHaveLength(1);
});

/** Three hours around the hour that was seen. */
const wide: Viewport = { ...page, range: { from: RANGE.from - 3_600_000, to: RANGE.to + 3_600_000 } };

test.each([
  ['flat', flatFight()],
  ['mirrored', manySmall()],
])('nothing is drawn where nobody saw a state: %s', (_, source) => {
  const unseen = [
    { from: wide.range.from, to: RANGE.from },
    { from: RANGE.to, to: wide.range.to },
  ];
  const model = layout({ ...source.history, gaps: unseen }, source.findings, wide);
  const scale = timeScale(wide.range, model.plotWidth);
  const [left, right] = [scale.x(RANGE.from), scale.x(RANGE.to)];
  const states = toMarks(model, scale, PALETTE).filter(
    (m) =>
      m.kind === 'hold' ||
      m.kind === 'bracket' ||
      (m.kind === 'shape' &&
        /^(replicas|product):(spec|ready|equal|wish|min|max|allowed|proposal|pods|request|total|band)/.test(m.id))
  );
  expect(states.length).toBeGreaterThan(8);
  const outside = states.filter((m) => m.box.x < left - 0.5 || m.box.x + m.box.width > right + 0.5);
  expect(outside.map((m) => m.id)).toEqual([]);
  const claims = toMarks(model, scale, PALETTE).filter(
    (m) => m.kind === 'label' && m.x >= scale.width && m.lane !== 'evictions'
  );
  expect(claims.map((m) => m.id)).toEqual([]);
});

test('no two labels overlap, at any width', () => {
  for (const source of [flatFight(), manySmall()]) {
    for (let width = 320; width <= 1600; width += 80) {
      const labels = marksOf(source, { ...page, width }).filter((m) => m.kind === 'label');
      labels.forEach((a, i) => labels.slice(i + 1).forEach((b) => expect(boxesOverlap(a.box, b.box)).toBe(false)));
    }
  }
});

/** The lines of a lane that are data: curves, bounds, base lines. */
const linesOf = (marks: readonly Mark[], lane: string): Float64Array[] =>
  marks.flatMap((m) =>
    m.kind === 'shape' && m.lane === lane && !m.closed && m.rank >= RANK.bound && m.rank <= RANK.spec ? [m.points] : []
  );

test('no label lies on a curve of its lane, at any width', () => {
  const views = [page, { ...page, product: 'linear' as const }, { ...page, frame: 'panel' as const, height: 290 }];
  for (const source of [flatFight(), manySmall(), gapped(flatFight()), gapped(manySmall())]) {
    for (const view of views) {
      for (let width = 320; width <= 1600; width += 80) {
        const marks = marksOf(source, { ...view, width });
        const onLine = marks.flatMap((m) =>
          m.kind === 'label' && linesOf(marks, m.lane).some((line) => crosses(line, m.box))
            ? [`${width}: ${m.text}`]
            : []
        );
        expect(onLine).toEqual([]);
      }
    }
  }
});

test('the names of the lines find a place beside them', () => {
  const said = texts(marksOf(manySmall()));
  expect(said).toContain('pods n: 4 → 64');
  expect(said).toContain('request per pod r: 0.80 → 0.05 core');
  expect(said.filter((text) => text.startsWith('n·r'))).toHaveLength(1);
  expect(said.some((text) => text.endsWith('ready'))).toBe(true);
});

test('ids are unique', () => {
  for (const source of [flatFight(), manySmall()]) {
    const ids = marksOf(source).map((m) => m.id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('ten thousand actions become as many marks as there are pixels', () => {
  const source = flatFight();
  const step = (RANGE.to - RANGE.from) / 10_000;
  const actions = Array.from({ length: 10_000 }, (_, i) => {
    const interval = { from: RANGE.from + i * step, to: RANGE.from + (i + 0.5) * step };
    return action(`a${i}`, 1, 4 + (i % 2), 5 - (i % 2), { interval });
  });
  const busy = { ...source, history: { ...source.history, actions } };
  const marks = marksOf(busy);
  const triangles = marks.filter((m) => m.kind === 'triangle').length;
  expect(triangles).toBeGreaterThan(100);
  expect(triangles).toBeLessThan(1000);
});
