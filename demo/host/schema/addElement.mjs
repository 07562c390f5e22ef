// Adds a panel to a dynamic dashboard as Grafana does: an id and a name of its own, in the first tab and row, in the way
// of the layout that is there. Everything else stays as it is.
import { elementOf } from './element.mjs';

const SIZE = { width: 12, height: 8 };

/** @returns the spec with one element more */
export function addElement(spec, panel, version) {
  const id = 1 + Math.max(0, ...Object.values(spec.elements).map((one) => one.spec.id));
  const name = `panel-${id}`;
  return {
    ...spec,
    elements: { ...spec.elements, [name]: elementOf(panel, id, version) },
    layout: withElement(spec.layout, { kind: 'ElementReference', name }),
  };
}

function withElement(layout, element) {
  const { kind, spec } = layout;
  switch (kind) {
    case 'GridLayout': {
      const y = Math.max(0, ...spec.items.map((item) => item.spec.y + item.spec.height));
      const item = { kind: 'GridLayoutItem', spec: { x: 0, y, ...SIZE, element } };
      return { kind, spec: { ...spec, items: [...spec.items, item] } };
    }
    case 'AutoGridLayout':
      return { kind, spec: { ...spec, items: [...spec.items, { kind: 'AutoGridLayoutItem', spec: { element } }] } };
    case 'RowsLayout':
      return { kind, spec: { ...spec, rows: inFirst(spec.rows, element) } };
    default:
      return { kind, spec: { ...spec, tabs: inFirst(spec.tabs, element) } };
  }
}

function inFirst([first, ...others], element) {
  return [{ ...first, spec: { ...first.spec, layout: withElement(first.spec.layout, element) } }, ...others];
}
