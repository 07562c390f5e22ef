// Where Grafana has no form for adding a panel: the panel as text, and how to put it on a dashboard by hand. A dashboard
// is never written from here: whoever writes one must know its schema, and Grafana changes that.
import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, RadioButtonGroup, useStyles2 } from '@grafana/ui';

import { PasteBox } from '../../views/finding/PasteBox';
import { panelElement } from './panelElement';
import type { PanelJson } from './panelJson';

type Schema = 'classic' | 'dynamic';
const SCHEMAS = [
  { label: 'Classic', value: 'classic' as const },
  { label: 'Dynamic', value: 'dynamic' as const },
];
const ABOUT: Record<Schema, string> = {
  classic: 'Rows and a grid, the only kind up to Grafana 12.',
  dynamic: 'Tabs, auto grid and conditional rendering: the usual kind from Grafana 13.',
};

/** Stands in for the id that the panel has on its dashboard. */
const ID = 1;

/** The text and the steps. */
export function CopyPanel({ panel }: { readonly panel: PanelJson }) {
  const styles = useStyles2(getStyles);
  const [schema, setSchema] = useState<Schema>('classic');
  const json = schema === 'classic' ? { id: ID, ...panel } : panelElement(panel, ID);
  return (
    <>
      <p>This Grafana offers no form for adding a panel, so the panel goes over by copy and paste.</p>
      <Field label="Your dashboard is" description={ABOUT[schema]} noMargin>
        <RadioButtonGroup options={SCHEMAS} value={schema} onChange={setSchema} />
      </Field>
      <ol className={styles.steps}>
        <li>Open the dashboard, choose Edit, and add a visualization of any kind.</li>
        <li>
          In the menu of that new panel choose <b>Inspect</b>, then{' '}
          <b>{schema === 'classic' ? 'Panel JSON' : 'JSON'}</b>.
        </li>
        <li>
          Put the text below in place of what is there, but keep the number after <code>&quot;id&quot;</code>: it is how
          the dashboard tells its panels apart.
        </li>
        <li>
          Choose <b>Apply</b>, and save the dashboard.
        </li>
      </ol>
      <PasteBox text={JSON.stringify(json, null, 2)} what="panel JSON" />
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return { steps: css({ margin: theme.spacing(2, 0), paddingLeft: theme.spacing(2.5) }) };
}
