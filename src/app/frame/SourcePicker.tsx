// The choice among the data sources that can be read.
import React from 'react';

import { PickList } from '../../views/fleet/PickList';
import { useAppContext } from '../appContext';

interface SourcePickerProps {
  readonly ds: string;
  readonly onChange: (ds: string) => void;
}

/** One data source at a time. */
export function SourcePicker({ ds, onChange }: SourcePickerProps) {
  const { sources } = useAppContext();
  const choices = sources.map(({ uid, name }) => ({ value: uid, label: name, count: 0 }));
  return (
    <PickList
      label="Data source"
      choices={choices}
      chosen={ds === '' ? [] : [ds]}
      onChange={([uid]) => uid !== undefined && onChange(uid)}
      isSingle
      none="choose"
    />
  );
}
