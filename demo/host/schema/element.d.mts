import type { DynamicElement } from './types.d.mts';
export function panelOf(element: DynamicElement): { id: number; type: string } & Record<string, unknown>;
