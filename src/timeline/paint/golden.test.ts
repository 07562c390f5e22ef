// The whole line to pixels, as SVG that a person can open: a change of look is a change of these files.
import { readFileSync, writeFileSync, existsSync } from 'fs';
import { join } from 'path';
import { flatFight, manySmall, RANGE } from '../__fixtures__/histories';
import { PALETTE } from '../__fixtures__/palette';
import { layout } from '../layout/layout';
import type { Viewport } from '../layout/model';
import { toMarks } from '../marks/toMarks';
import { timeScale } from '../scale/timeScale';
import { paint } from './paint';
import { SvgSurface } from './svgSurface';

const page: Viewport = { range: RANGE, width: 1000, height: 0, frame: 'page' };
const panel: Viewport = { ...page, frame: 'panel' };

function draw(source: ReturnType<typeof flatFight>, view: Viewport): string {
  const model = layout(source.history, source.findings, view);
  const surface = new SvgSurface();
  paint(toMarks(model, timeScale(view.range, model.plotWidth), PALETTE), surface, PALETTE.panel);
  const height = model.bodyHeight + model.axisHeight + (model.lens?.height ?? 0);
  return surface.toString(view.width, height, model.labelWidth, PALETTE.panel);
}

test.each([
  ['flat-fight-page', flatFight(), page],
  ['many-small-page', manySmall(), page],
  ['many-small-linear', manySmall(), { ...page, product: 'linear' as const }],
  ['many-small-panel', manySmall(), { ...panel, width: 684, height: 290, density: 'full' as const }],
  ['many-small-short', manySmall(), { ...panel, width: 1392, height: 134, density: 'short' as const }],
  ['flat-fight-sketch', flatFight(), { ...panel, width: 448, height: 112, density: 'sketch' as const }],
] as const)('%s looks as it did', (name, source, view) => {
  const file = join(__dirname, '__golden__', `${name}.svg`);
  const svg = draw(source, view);
  if (!existsSync(file) || process.env.UPDATE_GOLDEN === '1') {
    writeFileSync(file, svg);
  }
  expect(svg).toBe(readFileSync(file, 'utf8'));
});
