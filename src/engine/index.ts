// The door of the engine.
export { analyze, analyzeInSteps, type AnalyzeOptions } from './analyze';
export { RULES } from './rules';
