// The door of the engine.
export { analyze, type AnalyzeOptions } from './analyze';
export { RULES } from './rules';
