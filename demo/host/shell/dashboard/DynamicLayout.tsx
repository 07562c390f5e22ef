// The layout of a dynamic dashboard: tabs, rows, auto grid and grid, one inside the other, with conditional rendering.
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { panelOf } from '../../schema/element.mjs';
import type { DynamicElement, GridItem, Layout, Part } from '../../schema/types.d.mts';
import { ClassicGrid } from './ClassicGrid';
import { isShown } from './conditions';
import type { DashboardPanel } from './model';
import { PanelFrame, type FrameProps } from './PanelFrame';
import { useWidth } from './useWidth';

interface Props extends FrameProps {
  layout: Layout;
  elements: Record<string, DynamicElement>;
}

export function DynamicLayout({ layout, ...rest }: Props) {
  switch (layout.kind) {
    case 'GridLayout':
      return <Grid {...rest} items={layout.spec.items} />;
    case 'AutoGridLayout':
      return <AutoGrid {...rest} layout={layout} />;
    case 'RowsLayout':
      return layout.spec.rows
        .filter(({ spec }) => isShown(spec.conditionalRendering, rest))
        .map(({ spec }, index) => <Row key={index} {...rest} part={spec} />);
    case 'TabsLayout':
      return <Tabs {...rest} parts={layout.spec.tabs.map((tab) => tab.spec)} />;
  }
}

function placedPanel({ spec }: GridItem, elements: Record<string, DynamicElement>): DashboardPanel {
  const { x, y, width: w, height: h, element } = spec;
  return { ...panelOf(elements[element.name]), gridPos: { x, y, w, h } };
}

type InsideProps = Omit<Props, 'layout'>;

/** A panel queries again when it is another object. */
function Grid({ items, elements, ...frame }: InsideProps & { items: GridItem[] }) {
  const panels = useMemo(() => items.map((item) => placedPanel(item, elements)), [items, elements]);
  return <ClassicGrid {...frame} panels={panels} />;
}

function AutoGrid({ layout, elements, ...frame }: InsideProps & { layout: Layout & { kind: 'AutoGridLayout' } }) {
  const styles = useStyles2(getStyles);
  const { maxColumnCount = 3, items } = layout.spec;
  const shown = items.filter(({ spec }) => isShown(spec.conditionalRendering, frame));
  return (
    <div className={styles.auto} style={{ gridTemplateColumns: `repeat(${maxColumnCount}, minmax(0, 1fr))` }}>
      {shown.map(({ spec }) => (
        <AutoCell key={spec.element.name} {...frame} element={elements[spec.element.name]} />
      ))}
    </div>
  );
}

/** Grafana's "standard" row height. */
const AUTO_HEIGHT = 320;

function AutoCell({ element, ...frame }: FrameProps & { element: DynamicElement }) {
  const panel = useMemo<DashboardPanel>(() => panelOf(element), [element]);
  const { ref, width } = useWidth();
  return (
    <div ref={ref} style={{ height: AUTO_HEIGHT }} data-viz-panel-key={`panel-${panel.id}`} data-panelid={panel.id}>
      {width > 0 && <PanelFrame {...frame} panel={panel} width={width} height={AUTO_HEIGHT} />}
    </div>
  );
}

function Row({ part, ...rest }: InsideProps & { part: Part }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(!part.collapse);
  return (
    <section className={styles.part}>
      <button type="button" className={styles.row} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'angle-down' : 'angle-right'} /> {part.title}
      </button>
      {isOpen && <DynamicLayout {...rest} layout={part.layout} />}
    </section>
  );
}

function Tabs({ parts, ...rest }: InsideProps & { parts: Part[] }) {
  const styles = useStyles2(getStyles);
  const [chosen, setChosen] = useState(0);
  const shown = parts.filter((part) => isShown(part.conditionalRendering, rest));
  const active = shown[Math.min(chosen, shown.length - 1)];
  return (
    <section className={styles.part}>
      <TabsBar>
        {shown.map((part, index) => (
          <Tab key={index} label={part.title ?? ''} active={part === active} onChangeTab={() => setChosen(index)} />
        ))}
      </TabsBar>
      <div className={styles.tab}>{active && <DynamicLayout key={chosen} {...rest} layout={active.layout} />}</div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  part: css({ marginBottom: theme.spacing(1) }),
  tab: css({ paddingTop: theme.spacing(1) }),
  auto: css({ display: 'grid', gap: theme.spacing(1) }),
  row: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.5, 0),
    border: 'none',
    background: 'none',
    fontSize: theme.typography.h5.fontSize,
  }),
});
