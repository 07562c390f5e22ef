// The filters where they have no room beside one another: behind one button, which says how many are set; those that are
// set stand below it in words, each with a way to take it off.
import React, { useId, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import type { SetFilter } from './filterWords';

interface FoldedFiltersProps<Filters> {
  /** Those that are set, in the order in which they stand inside. */
  readonly told: ReadonlyArray<SetFilter<Filters>>;
  readonly onChange: (change: Partial<Filters>) => void;
  /** Stands before the button, in its line. */
  readonly beside?: React.ReactNode;
  /** The filters themselves. */
  readonly children: React.ReactNode;
}

/** The button with what it opens. */
export function FoldedFilters<Filters>({ told, onChange, beside, children }: FoldedFiltersProps<Filters>) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  // What was pressed is gone then: the focus goes to what leads on.
  const takeOff = (without: Partial<Filters>) => {
    onChange(without);
    button.current?.focus();
  };
  return (
    <>
      <div className={styles.line}>
        {beside}
        <Button
          ref={button}
          variant="secondary"
          icon={isOpen ? 'angle-up' : 'filter'}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {told.length > 0 ? `Filters · ${told.length} set` : 'Filters'}
        </Button>
      </div>
      <div id={id} className={styles.fold} hidden={!isOpen}>
        {isOpen && children}
      </div>
      {!isOpen && told.length > 0 && (
        <ul aria-label="Filters that are set" className={styles.chips}>
          {told.map(({ text, without }) => (
            <li key={text}>
              <Button
                size="sm"
                variant="secondary"
                fill="outline"
                icon="times"
                iconPlacement="right"
                className={styles.chip}
                aria-label={`Take off ${text}`}
                onClick={() => takeOff(without)}
              >
                {text}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const below = { clear: 'both', marginBottom: theme.spacing(1) } as const;
  return {
    // Beside what floats at the right, or below it: the choice of the data source needs this much.
    line: css({
      display: 'flex',
      gap: theme.spacing(1),
      minWidth: 'min(100%, 320px)',
      marginBottom: theme.spacing(1),
      '& > :first-child:not(button)': { flex: '0 1 320px' },
      '& > button': { flexShrink: 0 },
      // The data source says itself what it is; its label is for those who hear it.
      '& > :first-child > label': {
        position: 'absolute',
        width: 1,
        height: 1,
        padding: 0,
        overflow: 'hidden',
        clipPath: 'inset(50%)',
      },
    }),
    fold: css({
      ...below,
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 280px), 1fr))',
      gap: theme.spacing(1),
      padding: theme.spacing(1.5),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      '&[hidden]': { display: 'none' },
    }),
    chips: css({ ...below, display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75), listStyle: 'none' }),
    chip: css({ maxWidth: '100%' }),
  };
}
