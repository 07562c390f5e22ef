// One filter: a button that says what is chosen, and a list with boxes to tick. Native boxes, so keys work by themselves.
import React, { useId, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClickOutsideWrapper, Icon, Input, useStyles2 } from '@grafana/ui';

import type { FilterChoice } from './fleetFilters';

interface PickListProps<T extends string> {
  readonly label: string;
  readonly choices: ReadonlyArray<FilterChoice<T>>;
  readonly chosen: readonly T[];
  readonly onChange: (chosen: T[]) => void;
  /** One choice that is always made, instead of any number. */
  readonly isSingle?: boolean;
  /** Said when nothing is chosen. */
  readonly none?: string;
}

/** Lists longer than this get a search field. */
const SEARCH_FROM = 9;

function chosenText<T extends string>({ choices, chosen, none = 'All' }: PickListProps<T>): string {
  const [first] = chosen;
  if (first === undefined) {
    return none;
  }
  return chosen.length === 1
    ? (choices.find((choice) => choice.value === first)?.label ?? first)
    : `${chosen.length} chosen`;
}

/** Choices to show: those that match, and chosen ones that the data no longer offers. */
function shown<T extends string>({ choices, chosen }: PickListProps<T>, search: string): Array<FilterChoice<T>> {
  const known = new Set(choices.map((choice) => choice.value));
  const lost = chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value, count: 0 }));
  return [...choices, ...lost].filter((choice) => choice.label.toLowerCase().includes(search.toLowerCase()));
}

/** A filter button with its list. */
export function PickList<T extends string>(props: PickListProps<T>) {
  const { label, choices, chosen, isSingle = false } = props;
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <ClickOutsideWrapper onClick={() => setOpen(false)} includeButtonPress={false}>
      <div className={styles.root} onKeyDown={(event) => event.key === 'Escape' && isOpen && close()}>
        <button
          ref={button}
          type="button"
          className={styles.button}
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={styles.label}>{label}</span>
          <span className={styles.value}>{chosenText(props)}</span>
          <Icon name={isOpen ? 'angle-up' : 'angle-down'} size="sm" />
        </button>
        {isOpen && (
          <div id={listId} role="group" aria-label={label} className={styles.list}>
            <Choices {...props} onDone={isSingle ? close : undefined} />
            {!isSingle && chosen.length > 0 && (
              <button type="button" className={styles.clear} onClick={() => props.onChange([])}>
                Clear
              </button>
            )}
            {choices.length === 0 && <div className={styles.empty}>Nothing to choose from</div>}
          </div>
        )}
      </div>
    </ClickOutsideWrapper>
  );
}

function Choices<T extends string>(props: PickListProps<T> & { readonly onDone?: () => void }) {
  const { label, choices, chosen, onChange, isSingle, onDone } = props;
  const styles = useStyles2(getStyles);
  const [search, setSearch] = useState('');
  const name = useId();
  const pick = (value: T) => {
    const others = chosen.filter((other) => other !== value);
    onChange(isSingle ? [value] : others.length < chosen.length ? others : [...chosen, value]);
    onDone?.();
  };
  return (
    <>
      {choices.length >= SEARCH_FROM && (
        <Input
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder="Find"
          aria-label={`Find in ${label}`}
          autoFocus
        />
      )}
      <div className={styles.choices}>
        {shown(props, search).map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type={isSingle ? 'radio' : 'checkbox'}
              name={name}
              checked={chosen.includes(choice.value)}
              onChange={() => pick(choice.value)}
            />
            <span className={styles.choiceLabel}>{choice.label || '(none)'}</span>
            {!isSingle && <span className={styles.count}>{choice.count}</span>}
          </label>
        ))}
      </div>
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const focus = { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 };
  return {
    root: css({ position: 'relative' }),
    button: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      height: theme.spacing(4),
      padding: theme.spacing(0, 1),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      color: theme.colors.text.primary,
      '&:hover': { background: theme.colors.background.secondary },
      '&:focus-visible': focus,
    }),
    label: css({ color: theme.colors.text.secondary }),
    value: css({ maxWidth: 180, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    list: css({
      position: 'absolute',
      top: '100%',
      left: 0,
      marginTop: 4,
      minWidth: '100%',
      width: 'max-content',
      maxWidth: 360,
      padding: theme.spacing(1),
      background: theme.colors.background.elevated,
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      zIndex: theme.zIndex.dropdown,
    }),
    choices: css({ maxHeight: 320, overflowY: 'auto' }),
    choice: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(0.5),
      margin: 0,
      fontWeight: theme.typography.fontWeightRegular,
      cursor: 'pointer',
      '&:hover': { background: theme.colors.action.hover },
      '& input': { margin: 0, accentColor: theme.colors.primary.main },
      '& input:focus-visible': focus,
    }),
    choiceLabel: css({ flex: 1, overflowWrap: 'anywhere' }),
    count: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
    clear: css({
      marginTop: theme.spacing(0.5),
      padding: theme.spacing(0.5),
      background: 'none',
      border: 'none',
      color: theme.colors.text.link,
      '&:focus-visible': focus,
    }),
    empty: css({ padding: theme.spacing(0.5), color: theme.colors.text.secondary }),
  };
}
