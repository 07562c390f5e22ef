import type { DynamicSpec } from './types.d.mts';
export function classicView(uid: string, spec: DynamicSpec): { uid: string; title: string } & Record<string, unknown>;
