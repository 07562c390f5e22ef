// A page that shows one data source, reached from a fleet of several: says which one it is, and leads to the others.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import { useAppContext } from '../appContext';
import { withFirst } from './useSource';

interface OneOfSeveralProps {
  readonly ds: readonly string[];
  readonly onChange: (ds: string[]) => void;
}

/** Nothing where one data source was chosen. */
export function OneOfSeveral({ ds, onChange }: OneOfSeveralProps) {
  const styles = useStyles2(getStyles);
  const { sources } = useAppContext();
  const [own, ...others] = ds.map((uid) => sources.find((source) => source.uid === uid) ?? { uid, name: uid });
  if (!own || others.length === 0) {
    return null;
  }
  return (
    <div className={styles} role="note">
      This page shows one data source at a time: {own.name}. Show instead:
      {others.map(({ uid, name }) => (
        <Button key={uid} size="sm" fill="outline" variant="secondary" onClick={() => onChange(withFirst(ds, uid))}>
          {name}
        </Button>
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2): string {
  return css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    color: theme.colors.text.secondary,
  });
}
