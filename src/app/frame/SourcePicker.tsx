// The choice among the data sources that can be read. Grafana's comboboxes search and draw only what is in view, so that
// hundreds of data sources stay a list; none of them is asked for anything before it is chosen.
import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { Combobox, InlineField, useStyles2 } from '@grafana/ui';

import { FilterPick } from '../../views/FilterPick';
import { useAppContext } from '../appContext';
import { withFirst } from './useSource';

interface SourcePickerProps {
  /** Uids; a page that shows one shows the first. */
  readonly ds: readonly string[];
  readonly onChange: (ds: string[]) => void;
}

/** What there is to choose from, as the settings order it. */
function useChoices(): Array<{ value: string; label: string; description: string }> {
  const { sources } = useAppContext();
  return useMemo(
    () =>
      sources.map(({ uid, name, type, isDefault }) => ({
        value: uid,
        label: name,
        description: isDefault ? `${type}, default` : type,
      })),
    [sources]
  );
}

/** One data source, where the page shows one at a time. */
export function SourcePicker({ ds, onChange }: SourcePickerProps) {
  const styles = useStyles2(getStyles);
  const choices = useChoices();
  return (
    <InlineField label="Data source" htmlFor="data-source" className={styles.field}>
      <Combobox
        id="data-source"
        options={choices}
        value={ds[0] ?? null}
        placeholder="choose"
        onChange={({ value }) => onChange(withFirst(ds, value))}
        width="auto"
        minWidth={20}
        maxWidth={40}
      />
    </InlineField>
  );
}

/** Several data sources side by side; at least one. */
export function SourcesPicker({ ds, onChange }: SourcePickerProps) {
  const choices = useChoices();
  return (
    <FilterPick
      label="Data source"
      choices={choices}
      chosen={ds}
      placeholder="choose"
      isClearable={false}
      isFilling
      isNeeded
      onChange={(next) => next.length > 0 && onChange(next)}
    />
  );
}

function getStyles() {
  return { field: css({ margin: 0, alignItems: 'center' }) };
}
