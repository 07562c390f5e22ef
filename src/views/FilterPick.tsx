// One filter: a labelled list to tick, of any length. Grafana's own multi-combobox, which searches and draws only what is in view.
import React, { useEffect, useRef } from 'react';
import { css, cx } from '@emotion/css';
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
  /** False where something must stay chosen, or where the room is for the choices: each can be taken off by itself. */
  readonly isClearable?: boolean;
  /** As wide as its place, whatever is chosen, instead of as wide as what is chosen. */
  readonly isFilling?: boolean;
  /** True where the last one that is chosen cannot be taken off: it then has no × that would do nothing. */
  readonly isNeeded?: boolean;
  /** Of the label, in Grafana's steps of 8 pixels; as wide as its text if absent. */
  readonly labelWidth?: number;
}

const AS_CHOSEN = { width: 'auto', minWidth: 10, maxWidth: 40 } as const;
const AS_ITS_PLACE = { width: undefined, minWidth: undefined, maxWidth: undefined };

/** A filter with its label; nothing chosen lets everything through. */
export function FilterPick<T extends string>(props: FilterPickProps<T>) {
  const { label, choices, chosen, onChange, placeholder = 'All', isClearable = true } = props;
  const { isFilling = false, isNeeded = false } = props;
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
    <InlineField
      label={label}
      labelWidth={props.labelWidth}
      htmlFor={id}
      className={cx(styles.field, isFilling && styles.filling, isNeeded && chosen.length === 1 && styles.only)}
    >
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
        {...(isFilling ? AS_ITS_PLACE : AS_CHOSEN)}
      />
    </InlineField>
  );
}

function getStyles() {
  return {
    field: css({ margin: 0, alignItems: 'center' }),
    // Grafana's choice: its text, a line, and the button that takes it off.
    only: css({ '& span > span + span, & span > span + span + button': { display: 'none' } }),
    filling: css({
      minWidth: 0,
      // The width is what it asks for; it grows and shrinks from there.
      '& > :last-child': { width: 240, flex: '1 1 auto', minWidth: 0 },
      // Grafana shortens the first choice only where others stand behind it; alone it would reach out of the box.
      '& :has(> input) > span': { flexShrink: 1 },
      // And room to type goes to the choices until somebody types.
      '& span > span + input:not(:focus), & span > div + input:not(:focus)': { minWidth: 16, flex: '1 1 16px' },
    }),
  };
}
