// History and room in, lanes with places out. No pixel of time is computed here.
import { sum } from '../../kit/stats';
import { isPresent } from '../../kit/array';
import { timeWords, UTC } from '../../kit/times';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { familyName } from '../marks/actorName';
import { actorDrafts, type ActorDraft } from './actors';
import { densityOf } from './density';
import {
  actorDraft,
  evictionsDraft,
  fightsDraft,
  foldedDraft,
  lensOf,
  podsDraft,
  productDraft,
  replicasDraft,
  writesDraft,
} from './drafts';
import { fightRows } from './fights';
import { labelWidthFor, laneText } from './labelColumn';
import { seenParts } from '../scale/seen';
import type { Density, FightRow, Lane, LaneDraft, Lens, TimelineModel, Viewport } from './model';

const AXIS = 26;
/** Fights a panel draws; the header says that there are more. */
const PANEL_FIGHTS = 2;
const REPLICAS = { min: 100, natural: 140, max: 190, panel: 84, short: 50 };

interface Widths {
  readonly labelWidth: number;
  readonly endWidth: number;
}

/** `drafts` are the lanes whose names the column has to hold. */
function widthsOf(density: Density, viewport: Viewport, drafts: readonly LaneDraft[]): Widths {
  if (density === 'sketch') {
    return { labelWidth: 10, endWidth: 40 };
  }
  const labelWidth = labelWidthFor(drafts, density, viewport, viewport.measure);
  const isBroad = viewport.frame === 'page' && viewport.width >= 760;
  return { labelWidth, endWidth: viewport.width < 500 ? 44 : isBroad ? 80 : 52 };
}

interface Plan {
  readonly drafts: readonly LaneDraft[];
  readonly hidden: readonly string[];
  readonly lens?: Lens;
}

interface Material {
  readonly history: WorkloadHistory;
  readonly findings: readonly Finding[];
  readonly viewport: Viewport;
  readonly rows: readonly FightRow[];
  readonly busy: readonly ActorDraft[];
  readonly idle: readonly ActorDraft[];
  readonly plotWidth: number;
}

function heightOf(drafts: readonly LaneDraft[]): number {
  return sum(drafts.map((draft) => draft.height));
}

/** Every lane; in a panel the optional ones only while they fit, in order of what they tell. */
function fullPlan(m: Material): Plan {
  const { history, viewport } = m;
  const isPage = viewport.frame === 'page';
  const room = viewport.height - AXIS;
  const writes = writesDraft(history, viewport.range, m.plotWidth, isPage ? 84 : 62);
  const head = [writes, fightsDraft(m.rows)].filter(isPresent);
  const least = isPage ? REPLICAS.min : REPLICAS.panel;
  const tall = m.busy.map((draft) => actorDraft(draft, 'tall', history));
  const isTight = !isPage && heightOf([...head, ...tall]) + least > room;
  const actors = isTight ? m.busy.map((draft) => actorDraft(draft, 'plain', history)) : tall;
  let used = heightOf([...head, ...actors]) + least;
  const hidden: string[] = [];
  const ifRoom = (draft: LaneDraft | undefined): LaneDraft[] => {
    if (draft && (isPage || used + draft.height <= room)) {
      used += draft.height;
      return [draft];
    }
    hidden.push(...(draft ? [draft.title] : []));
    return [];
  };
  const product = ifRoom(productDraft(history, m.findings, viewport, viewport.product ?? 'log'));
  const tail = [evictionsDraft(history), podsDraft(history), foldedDraft(m.idle)].flatMap(ifRoom);
  const lens = lensOf(history, viewport.range);
  const hasLens = lens !== undefined && (isPage || used + lens.height <= room);
  used += hasLens ? lens.height : 0;
  const natural = isPage ? REPLICAS.natural : REPLICAS.panel;
  const replicas = Math.min(REPLICAS.max, Math.max(natural, least + room - used));
  const drafts = [...head, ...product, replicasDraft(history, viewport.range, replicas), ...actors, ...tail];
  return { drafts, hidden, ...(hasLens ? { lens } : {}) };
}

/** Below 300 high: the bracket joins the curve, hold bars go, marks and echoes stay. */
function shortPlan(m: Material): Plan {
  const { history, viewport } = m;
  const actors = m.busy.map((draft) => actorDraft(draft, 'small', history));
  const height = Math.max(REPLICAS.short, viewport.height - AXIS - heightOf(actors));
  const replicas = { ...replicasDraft(history, viewport.range, height), fights: m.rows } as LaneDraft;
  const optional = [
    writesDraft(history, viewport.range, m.plotWidth, 62),
    productDraft(history, m.findings, viewport, 'log'),
    evictionsDraft(history),
    podsDraft(history),
  ];
  return { drafts: [replicas, ...actors], hidden: optional.filter(isPresent).map((draft) => draft.title) };
}

/** Curve and bracket, and with a little more height the marks of the scaler that answers. */
function sketchPlan(m: Material): Plan {
  const { history, viewport } = m;
  const answering = m.busy.find((a) => a.scaler.family === 'hpa' || a.scaler.family === 'keda')?.scaler;
  const hasAxis = sketchHasAxis(viewport);
  const height = Math.max(40, viewport.height - (hasAxis ? AXIS : 0));
  const draft = replicasDraft(history, viewport.range, height);
  const withMarks = hasAxis && answering ? { answering } : {};
  const shown = hasAxis ? answering : undefined;
  const hidden = m.busy.filter((a) => a.scaler !== shown).map((a) => `${familyName(a.scaler.family)} lane`);
  return { drafts: [{ ...draft, fights: m.rows, ...withMarks } as LaneDraft], hidden };
}

/** In a sketch the axis stays only while the curve keeps enough height. */
function sketchHasAxis(viewport: Viewport): boolean {
  return viewport.height >= 96;
}

/** Two of one family go by their own names. */
function withNames(drafts: readonly LaneDraft[]): LaneDraft[] {
  const families = drafts.map((draft) => draft.badge?.family);
  return drafts.map((draft) => {
    const { badge } = draft;
    const isTwin = badge !== undefined && families.filter((family) => family === badge.family).length > 1;
    return isTwin && badge.name ? { ...draft, short: badge.name } : draft;
  });
}

function planOf(density: Density, material: Material): Plan {
  switch (density) {
    case 'full':
      return fullPlan(material);
    case 'short':
      return shortPlan(material);
    case 'sketch':
      return sketchPlan(material);
    default:
      return { drafts: [], hidden: material.busy.length > 0 ? ['timeline'] : [] };
  }
}

function stack(drafts: readonly LaneDraft[], labelWidth: number, viewport: Viewport): Lane[] {
  let top = 0;
  const names = drafts.filter((draft) => draft.badge).map((draft) => draft.short);
  return drafts.map((draft) => {
    const lane = { ...draft, top, label: laneText(draft, labelWidth, names, viewport.measure) } as Lane;
    top += draft.height;
    return lane;
  });
}

/** Fights that a panel has no row for. */
function unseenFights(rows: readonly FightRow[], viewport: Viewport): string[] {
  return viewport.frame === 'page' ? [] : rows.slice(PANEL_FIGHTS).map((row) => row.finding.label);
}

/** Decides which lanes there are and how high they are. */
export function layout(history: WorkloadHistory, findings: readonly Finding[], viewport: Viewport): TimelineModel {
  const density = viewport.density ?? (viewport.frame === 'page' ? 'full' : densityOf(viewport.width, viewport.height));
  const actors = actorDrafts(history, findings);
  const until = seenParts(history, viewport.range).at(-1)?.to ?? viewport.range.to;
  const rows = fightRows(findings, viewport.range, until, viewport.frame === 'page' ? Infinity : 1);
  const material = {
    history,
    findings,
    viewport,
    rows: viewport.frame === 'page' ? rows : rows.slice(0, PANEL_FIGHTS),
    busy: actors.filter((a) => a.busy),
    idle: actors.filter((a) => !a.busy),
  };
  // The width of the plot decides how long a bar of the writes lane is, and nothing else: names do not depend on it.
  const planned = planOf(density, { ...material, plotWidth: viewport.width });
  const widths = widthsOf(density, viewport, withNames(planned.drafts));
  const plotWidth = Math.max(1, viewport.width - widths.labelWidth - widths.endWidth);
  const plan = planOf(density, { ...material, plotWidth });
  const lanes = stack(withNames(plan.drafts), widths.labelWidth, viewport);
  const hasAxis = density !== 'sketch' || sketchHasAxis(viewport);
  return {
    history,
    words: viewport.words ?? timeWords(UTC),
    findings,
    range: viewport.range,
    density,
    lanes,
    ...(plan.lens ? { lens: plan.lens } : {}),
    ...widths,
    plotWidth,
    bodyHeight: heightOf(plan.drafts),
    axisHeight: hasAxis ? AXIS : 0,
    hidden: [...plan.hidden, ...unseenFights(rows, viewport)],
  };
}
