// The choice among the data sources that can be read: Grafana's own picker, narrowed to them.
import React from 'react';
import { css } from '@emotion/css';
import { DataSourcePicker } from '@grafana/runtime';
import { InlineField, useStyles2 } from '@grafana/ui';

import { useAppContext } from '../appContext';

interface SourcePickerProps {
  readonly ds: string;
  readonly onChange: (ds: string) => void;
}

/** One data source at a time. */
export function SourcePicker({ ds, onChange }: SourcePickerProps) {
  const styles = useStyles2(getStyles);
  const { sources } = useAppContext();
  return (
    <InlineField label="Data source" htmlFor="data-source" className={styles.field}>
      <DataSourcePicker
        inputId="data-source"
        current={ds === '' ? null : ds}
        noDefault
        placeholder="choose"
        filter={({ uid }) => sources.some((source) => source.uid === uid)}
        onChange={({ uid }) => onChange(uid)}
        width={20}
      />
    </InlineField>
  );
}

function getStyles() {
  return { field: css({ margin: 0, alignItems: 'center' }) };
}
