// The door of the engine.
export { analyze, analyzeInSteps, type AnalyzeOptions } from './analyze';
export { mergeReports } from './mergeReports';
export { RULES } from './rules';
export { scanLimits } from './scanLimits';
