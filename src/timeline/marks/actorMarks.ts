// Actions of one actor in one row: triangles for scalers, diamonds for outside writers, hatched bands for what no
// sample shows. The underline is the interval in which it happened: an edge is never a point.
import { number } from '../../kit/text';
import { hueOf } from '../paint/palette';
import { actionText, changeText, valueText } from './actionText';
import { actorName } from './actorName';
import { millisPerPixel, plotBox, spanX, type ActorRow, type Drawing } from './drawing';
import { drawHiddenRuns } from './hidden';
import { RANK, type About, type DiamondMark, type TriangleMark } from './mark';
import { directionOf, isDiamond, runsOf, type ActionRun } from './runs';

export function drawActorMarks(d: Drawing, row: ActorRow): void {
  drawHiddenRuns(d, row);
  for (const run of runsOf(d.model.history.actions, row.scaler, d.model.range, millisPerPixel(d))) {
    const mark = markOf(d, row, run);
    if (mark) {
      d.marks.push(mark);
      d.obstacles.push(mark.box);
      labelRun(d, row, run, mark);
    }
  }
}

/** From begin to end, where each step goes on from the one before. */
function changeOf({ lead, from, to, isChain }: ActionRun): string | undefined {
  return isChain && lead.from !== lead.to ? changeText({ ...lead, from, to }) : undefined;
}

/** What a run did. Where no one change leads from its begin to its end, its first step is told. */
function runText(run: ActionRun): string {
  const { lead, steps } = run;
  if (steps === 1) {
    return actionText(lead);
  }
  const whole = changeOf(run);
  if (whole !== undefined) {
    return `${actorName(lead.actor)} ${whole} in ${steps} steps`;
  }
  // What went along was added after the steps themselves.
  const first = changeText(lead);
  const isSame = run.actions.slice(0, steps).every((action) => changeText(action) === first);
  const between = run.isChain ? '' : ', other changes in between';
  return `${actorName(lead.actor)} ${first}${isSame ? '' : ' and the like'}, ${steps} times${between}`;
}

function aboutOf(run: ActionRun): About {
  return { actions: run.actions.map((a) => a.id), interval: run.interval, text: runText(run) };
}

function markOf(d: Drawing, row: ActorRow, run: ActionRun): TriangleMark | DiamondMark | undefined {
  const xs = spanX(d, run.interval);
  const first = run.lead;
  if (!xs) {
    return undefined;
  }
  const [x0, x1] = xs;
  const x = (x0 + x1) / 2;
  const half = Math.max(3, (x1 - x0) / 2);
  const base = {
    id: `${row.id}:mark:${first.id}`,
    lane: row.id,
    box: { x: x - Math.max(half, 6), y: row.y - 7, width: Math.max(2 * half, 12), height: 17 },
    rank: RANK.mark,
    about: aboutOf(run),
    x,
    y: row.y,
    color: hueOf(first.actor.family, d.palette.isDark),
    inferred: first.certainty === 'inferred',
    underline: [x - half, x + half] as const,
  };
  return isDiamond(first)
    ? { ...base, kind: 'diamond', hollow: first.field !== 'replicas' }
    : { ...base, kind: 'triangle', up: directionOf(first) === 'up' };
}

/** Foreign writes say from and to; merged marks say how many; scalers without hold bars say where they went. */
function labelRun(d: Drawing, row: ActorRow, run: ActionRun, mark: TriangleMark | DiamondMark): void {
  const many = run.steps > 1 ? `×${run.steps}` : '';
  const isMoved = run.lead.field === 'replicas' && !row.holds;
  const change = changeOf(run) ?? (run.isChain ? changeText(run.lead) : `→ ${valueText(run.lead, run.to)}`);
  const to = `→ ${number(run.to)}`;
  const texts = mark.kind === 'diamond' ? [many ? `${change} ${many}` : change, change] : isMoved ? [to, many] : [many];
  const lane = d.model.lanes.find((l) => l.id === row.id);
  if (!lane || texts.every((text) => text === '') || (row.small && d.model.density === 'sketch')) {
    return;
  }
  const [right, left] = [mark.box.x + mark.box.width + 4, mark.box.x - 4];
  const spots = [
    { x: right, y: row.y + 1, align: 'left' as const },
    { x: left, y: row.y + 1, align: 'right' as const },
  ];
  d.wishes.push({
    id: `${mark.id}:name`,
    lane: row.id,
    priority: mark.kind === 'diamond' ? 50 : many ? 45 : 30,
    texts: texts.filter((text) => text !== ''),
    spots: mark.kind === 'diamond' ? spots.reverse() : spots,
    color: mark.kind === 'diamond' || row.holds ? mark.color : d.palette.text,
    halo: d.palette.panel,
    within: plotBox(d, lane),
  });
}
