// The door of the room: layout -> toMarks -> paint or pick, and who wears which hue and letter.
export { layout } from './layout/layout';
export { severityRank } from './layout/fights';
export { densityOf } from './layout/density';
export type { Density, Lane, TimelineModel, Viewport } from './layout/model';
export { timeScale, type TimeScale } from './scale/timeScale';
export { toMarks } from './marks/toMarks';
export type { Mark } from './marks/mark';
export { paint } from './paint/paint';
export { hueOf, letterOf, type ActorLetter, type Palette } from './paint/palette';
export { SvgSurface } from './paint/svgSurface';
export type { Box, Measure, ShapeStyle, Surface, TextStyle } from './paint/surface';
export { pick, nextMark, readingOrder, type Direction } from './pick/pick';
export { explain, explainAt, type ExplainedLine, type Explanation } from './pick/explain';
export { findingById, findingOfAction } from './pick/find';
export { actorName, familyName } from './marks/actorName';
export { actionText, changeText } from './marks/actionText';
export { lagText } from './marks/echoes';
export { LENS_LANE } from './marks/lens';
