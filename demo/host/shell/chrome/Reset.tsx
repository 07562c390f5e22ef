// The few browser defaults Grafana's stylesheet takes away and @grafana/ui's GlobalStyles relies on.
import { css, Global } from '@emotion/react';

const RESET = css({
  body: { margin: 0 },
  'button, input, optgroup, select, textarea': { margin: 0, font: 'inherit', color: 'inherit' },
  'ul, ol': { margin: 0, padding: 0 },
  a: { textDecoration: 'none', color: 'inherit' },
  table: { borderCollapse: 'collapse', borderSpacing: 0 },
  'img, svg': { verticalAlign: 'middle' },
  'pre, figure': { margin: 0 },
});

export function Reset() {
  return <Global styles={RESET} />;
}
