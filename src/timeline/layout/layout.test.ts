import { flatFight, finding, manySmall, RANGE, at } from '../__fixtures__/histories';
import { laneText } from './labelColumn';
import { layout } from './layout';
import type { Viewport } from './model';

const page: Viewport = { range: RANGE, width: 1000, height: 0, frame: 'page' };

const kinds = (view: Viewport, source = flatFight()): string[] =>
  layout(source.history, source.findings, view).lanes.map((lane) => lane.badge?.family ?? lane.kind);

test('lanes stand in the order of the design', () => {
  expect(kinds(page)).toEqual(['writes', 'fights', 'replicas', 'hpa', 'gitops', 'pods']);
  expect(kinds(page, manySmall())).toEqual(['fights', 'product', 'replicas', 'hpa', 'vpa', 'evictions']);
});

test('lanes follow each other without overlap and fill the body', () => {
  const { history, findings } = flatFight();
  const model = layout(history, findings, page);
  model.lanes.forEach((lane, i) => {
    const next = model.lanes[i + 1];
    expect(lane.top + lane.height).toBe(next?.top ?? model.bodyHeight);
  });
});

test('writes have a lane only where some are hidden', () => {
  const { history, findings } = flatFight();
  const seen = { ...history, writes: history.writes.map((w) => ({ ...w, hidden: 0 })) };
  expect(layout(seen, findings, page).lanes.map((lane) => lane.kind)).not.toContain('writes');
});

test('the lens appears only over a long stretch of hidden writes', () => {
  expect(layout(flatFight().history, [], page).lens?.interval).toEqual({ from: at(100), to: at(104) });
  expect(layout(manySmall().history, [], page).lens).toBeUndefined();
});

test('a short panel keeps marks, drops hold bars, and says what is hidden', () => {
  const { history, findings } = manySmall();
  const model = layout(history, findings, { ...page, height: 140, frame: 'panel', density: 'short' });
  expect(model.lanes.map((lane) => lane.kind)).toEqual(['replicas', 'actor', 'actor']);
  expect(model.lanes.some((lane) => lane.kind === 'actor' && lane.holds)).toBe(false);
  expect(model.hidden).toEqual(['Pods and pod size', 'Evicted by VPA']);
});

test('a sketch is one lane with its bracket and the marks of the scaler that answers', () => {
  const { history, findings } = manySmall();
  const model = layout(history, findings, { ...page, width: 448, height: 112, frame: 'panel', density: 'sketch' });
  expect(model.lanes).toHaveLength(1);
  expect(model.lanes[0]).toMatchObject({ kind: 'replicas', answering: { family: 'hpa' } });
  expect(model.hidden).toEqual(['VPA lane']);
});

test('words need no lanes', () => {
  const { history, findings } = manySmall();
  expect(layout(history, findings, { ...page, density: 'count' }).lanes).toEqual([]);
});

test('rows never squeeze: a low panel gets a body higher than itself', () => {
  const { history, findings } = flatFight();
  const model = layout(history, findings, { ...page, width: 700, height: 120, frame: 'panel', density: 'full' });
  expect(model.bodyHeight).toBeGreaterThan(120);
});

test('an actor without marks folds into one line', () => {
  const { history, findings } = flatFight();
  const idle = {
    ...history,
    scalers: [...history.scalers, { scaler: { family: 'keda', name: 'orders' } as const, note: '' }],
  };
  const folded = layout(idle, findings, page).lanes.find((lane) => lane.kind === 'folded');
  expect(folded?.title).toBe('KEDA orders: nothing in this range');
});

test('an actor of which nothing could be read keeps its lane', () => {
  const { history } = flatFight();
  const unknown = [{ scaler: { family: 'vpa', name: 'web' } as const, reason: 'query failed' }];
  const idle = { ...history, scalers: [...history.scalers, { scaler: unknown[0]!.scaler, note: '' }], unknown };
  const lane = layout(idle, [], page).lanes.find((l) => l.badge?.family === 'vpa');
  expect(lane).toMatchObject({ kind: 'actor', unknown: 'query failed' });
});

test('info findings get no bracket, worse ones come first', () => {
  const { history } = flatFight();
  const findings = [
    finding({ id: 'b', severity: 'medium' }),
    finding({ id: 'c', severity: 'info' }),
    finding({ id: 'a' }),
  ];
  const lane = layout(history, findings, page).lanes.find((l) => l.kind === 'fights');
  expect(lane?.kind === 'fights' && lane.rows.map((row) => row.finding.id)).toEqual(['a', 'b']);
});

/** Two HPAs on one workload, one of them KEDA's. */
function twins(names: readonly [string, string]) {
  const { history, findings } = flatFight();
  const [a, b] = names.map((name) => ({ family: 'hpa' as const, name }));
  const scalers = [a!, b!].map((scaler) => ({ scaler, note: 'cpu and memory request, mode Recreate' }));
  const wish = history.curves.find((c) => c.id === 'wish')!;
  const curves = [...history.curves.filter((c) => c.id !== 'wish'), { ...wish, scaler: a! }, { ...wish, scaler: b! }];
  return { history: { ...history, scalers, curves, actions: [] }, findings: findings.slice(0, 0) };
}

test('the column of names grows to what they need, up to a quarter of the width', () => {
  const { history, findings } = twins(['keda-hpa-worker', 'worker-cpu']);
  for (const width of [520, 750, 1000, 1600]) {
    const model = layout(history, findings, { ...page, width });
    expect(model.labelWidth).toBeLessThanOrEqual(width / 4);
    expect(model.labelWidth + model.plotWidth + model.endWidth).toBe(width);
  }
  const titles = layout(history, findings, page).lanes.map((lane) => lane.label.title);
  expect(titles).toContain('HPA keda-hpa-worker');
  expect(titles).toContain('HPA worker-cpu');
});

test('two of one family never look alike, however narrow the column', () => {
  for (const names of [
    ['keda-hpa-worker', 'keda-hpa-mailer'],
    ['shop-blue-hpa', 'shop-green-hpa'],
  ] as const) {
    const { history, findings } = twins(names);
    for (const frame of ['page', 'panel'] as const) {
      for (let width = 360; width <= 1200; width += 20) {
        const { lanes } = layout(history, findings, { ...page, width, frame, height: 400, density: 'full' });
        const titles = lanes.filter((lane) => lane.kind === 'actor').map((lane) => lane.label.title);
        expect(titles).toHaveLength(2);
        expect(new Set(titles).size).toBe(2);
      }
    }
  }
});

test('a note that is cut says that there is more, not with a comma that nothing follows', () => {
  const { history, findings } = flatFight();
  const replicas = layout(history, findings, page).lanes.find((lane) => lane.kind === 'replicas')!;
  const notes = [84, 40].flatMap((height) =>
    Array.from({ length: 140 }, (_, i) => laneText({ ...replicas, height }, 92 + i, []).notes.at(-1) ?? '')
  );
  expect(replicas.notes).toContain('spec, ready, HPA wish');
  expect(new Set(notes)).toContain('spec…');
  expect(new Set(notes)).toContain('spec, ready…');
  expect(notes.filter((note) => /[,;:·]…?$/.test(note))).toEqual([]);
});

test('of a list that is cut no part of an item is left', () => {
  const { history, findings } = flatFight();
  const fights = layout(history, findings, page).lanes.find((lane) => lane.kind === 'fights')!;
  const counted = { ...fights, height: 40, notes: ['1 finding, 2 consequences'] };
  const told = Array.from({ length: 90 }, (_, i) => laneText(counted, 130 + i, []).notes.join('|'));
  expect([...new Set(told)]).toEqual(['1 finding…', '1 finding, 2 consequences']);
});

test('a note that is too long goes on in the next line, and no word is cut', () => {
  const { history, findings } = twins(['web', 'api']);
  const lane = layout(history, findings, { ...page, width: 800 }).lanes.find((l) => l.kind === 'actor');
  expect(lane?.label.notes).toEqual(['cpu and memory', 'request, mode Recreate']);
});
