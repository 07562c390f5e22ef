// Choosers for the template variables, above the panels.
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, Icon, Input, MultiCombobox, Tooltip, useStyles2 } from '@grafana/ui';
import { useEffect, useId, useState } from 'react';
import type { VariableValue } from '../services/templateSrv';
import { ALL, type VariableState } from './variables';

interface Props {
  variables: VariableState[];
  onChange: (name: string, value: VariableValue) => void;
}

const HIDDEN = 2;
const WITHOUT_LABEL = 1;

export function VariableBar({ variables, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const shown = variables.filter(({ model }) => model.hide !== HIDDEN && model.type !== 'constant');
  if (shown.length === 0) {
    return null;
  }
  return (
    <div className={styles.bar}>
      {shown.map((state) => (
        <Variable key={state.model.name} state={state} onChange={(value) => onChange(state.model.name, value)} />
      ))}
    </div>
  );
}

function Variable({ state, onChange }: { state: VariableState; onChange: (value: VariableValue) => void }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { model, error } = state;
  const label = model.label || model.name;
  return (
    <div className={styles.variable} data-testid="data-testid template variable">
      {model.hide !== WITHOUT_LABEL && (
        <label
          htmlFor={id}
          className={styles.label}
          data-testid={`data-testid Dashboard template variables submenu Label ${label}`}
        >
          {label}
          {error && (
            <Tooltip content={error}>
              <Icon name="exclamation-triangle" className={styles.error} />
            </Tooltip>
          )}
        </label>
      )}
      <Chooser id={id} state={state} onChange={onChange} />
    </div>
  );
}

function Chooser({
  id,
  state,
  onChange,
}: {
  id: string;
  state: VariableState;
  onChange: (value: VariableValue) => void;
}) {
  const { model, chosen } = state;
  if (model.type === 'textbox') {
    return <TextBox id={id} value={String(chosen)} onChange={onChange} />;
  }
  const options = state.options.map((one) => ({ label: one.text, value: one.value }));
  if (model.multi) {
    const values = Array.isArray(chosen) ? chosen : [chosen];
    return (
      <MultiCombobox
        id={id}
        options={options}
        value={values}
        width="auto"
        minWidth={12}
        onChange={(picked) =>
          onChange(
            afterPick(
              values,
              picked.map((one) => one.value)
            )
          )
        }
      />
    );
  }
  return (
    <Combobox
      id={id}
      options={options}
      value={String(chosen)}
      createCustomValue
      width="auto"
      minWidth={12}
      onChange={(picked) => onChange(picked.value)}
    />
  );
}

/** "All" and single values exclude each other: the last click counts. */
function afterPick(before: string[], picked: string[]): string[] {
  if (picked.includes(ALL) && picked.length > 1) {
    return before.includes(ALL) ? picked.filter((one) => one !== ALL) : [ALL];
  }
  return picked;
}

function TextBox({ id, value, onChange }: { id: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <Input
      id={id}
      width={20}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => onChange(text)}
      onKeyDown={(event) => event.key === 'Enter' && onChange(text)}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  variable: css({ display: 'flex' }),
  label: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: theme.spacing(theme.components.height.md),
    margin: 0,
    padding: theme.spacing(0, 1),
    background: theme.isDark ? theme.colors.background.primary : theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRight: 'none',
    borderRadius: `${theme.shape.radius.default} 0 0 ${theme.shape.radius.default}`,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
  }),
  error: css({ color: theme.colors.error.text }),
});
