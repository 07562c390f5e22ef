import type { DynamicSpec } from './types.d.mts';
export function addElement(spec: DynamicSpec, panel: object, version: string): DynamicSpec;
