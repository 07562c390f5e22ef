// The part of a dynamic dashboard ("schema v2") that the preview reads. The whole is in @grafana/schema.

export interface DynamicElement {
  kind: string;
  spec: { id: number; title: string };
}

export type Condition =
  | { kind: 'ConditionalRenderingVariable'; spec: { variable: string; operator: string; value: string } }
  | { kind: 'ConditionalRenderingTimeRangeSize'; spec: { value: string } }
  | { kind: 'ConditionalRenderingData'; spec: { value: boolean } };

export interface ConditionGroup {
  kind: string;
  spec: { visibility: 'show' | 'hide'; condition: 'and' | 'or'; items: Condition[] };
}

interface Reference {
  kind: string;
  name: string;
}

export interface Part {
  title?: string;
  collapse?: boolean;
  conditionalRendering?: ConditionGroup;
  layout: Layout;
}

export interface GridItem {
  kind: string;
  spec: { x: number; y: number; width: number; height: number; element: Reference };
}

export interface AutoGridItem {
  kind: string;
  spec: { element: Reference; conditionalRendering?: ConditionGroup };
}

export type Layout =
  | { kind: 'GridLayout'; spec: { items: GridItem[] } }
  | { kind: 'AutoGridLayout'; spec: { maxColumnCount?: number; items: AutoGridItem[] } }
  | { kind: 'RowsLayout'; spec: { rows: Array<{ kind: string; spec: Part }> } }
  | { kind: 'TabsLayout'; spec: { tabs: Array<{ kind: string; spec: Part }> } };

export interface DynamicSpec {
  title: string;
  elements: Record<string, DynamicElement>;
  layout: Layout;
}
