// One filter: a labelled list to tick, of any length. Grafana's own multi-combobox, which searches and draws only what is in view.
import React, { useEffect, useRef } from 'react';
import { css } from '@emotion/css';
import { InlineField, MultiCombobox, useStyles2 } from '@grafana/ui';

import { count } from '../kit/text';

/** One thing to choose, with how many rows have it. */
export interface FilterChoice<T extends string = string> {
  readonly value: T;
  readonly label: string;
  readonly count?: number;
  /** Below its name, instead of the count. */
  readonly description?: string;
}

interface FilterPickProps<T extends string> {
  readonly label: string;
  readonly choices: ReadonlyArray<FilterChoice<T>>;
  /** Also what the data no longer offers. */
  readonly chosen: readonly T[];
  readonly onChange: (chosen: T[]) => void;
  /** What stands there while nothing is chosen. */
  readonly placeholder?: string;
  /** False where something must stay chosen. */
  readonly isClearable?: boolean;
}

/** A filter with its label; nothing chosen lets everything through. */
export function FilterPick<T extends string>(props: FilterPickProps<T>) {
  const { label, choices, chosen, onChange, placeholder = 'All', isClearable = true } = props;
  const styles = useStyles2(getStyles);
  const given = chosen.join('\n');
  const told = useRef(given);
  useEffect(() => {
    told.current = given;
  }, [given]);
  // The list repeats its last call when it is drawn again before the answer is there: that would be a second step for the
  // back button.
  const tell = (values: T[]) => {
    const next = values.join('\n');
    if (next !== told.current) {
      told.current = next;
      onChange(values);
    }
  };
  const id = `filter-${label.toLowerCase().replaceAll(' ', '-')}`;
  return (
    <InlineField label={label} htmlFor={id} className={styles.field}>
      <MultiCombobox<T>
        id={id}
        options={choices.map(({ value, label: text, count: n, description }) => ({
          value,
          label: text || '(none)',
          description: n === undefined ? description : count(n, 'workload'),
        }))}
        value={[...chosen]}
        onChange={(options) => tell(options.map(({ value }) => value))}
        placeholder={placeholder}
        isClearable={isClearable}
        width="auto"
        minWidth={10}
        maxWidth={40}
      />
    </InlineField>
  );
}

function getStyles() {
  return { field: css({ margin: 0, alignItems: 'center' }) };
}
