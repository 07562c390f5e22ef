// Who judged what the fleet page shows, how old that is, and the way to the other one.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';

import type { Millis, UnixMs } from '../../kit/interval';
import { duration } from '../../kit/text';
import { useTimes } from '../time/times';

interface WhoJudgedProps {
  /** Whom the page shows. */
  readonly by: 'page' | 'watcher';
  /** Names of the databases that the watcher reads. */
  readonly sources: readonly string[];
  /** When the watcher looked last, and how long ago that is. */
  readonly last: UnixMs;
  readonly age: Millis;
  /** How far back it looked. */
  readonly window: Millis;
  readonly onChange: (by: 'page' | 'watcher') => void;
}

/** One line above the table. */
export function WhoJudged({ by, sources, last, age, window, onChange }: WhoJudgedProps) {
  const styles = useStyles2(getStyles);
  const times = useTimes();
  const seen = `${duration(Math.max(0, age))} ago (${times.clock(last)} ${times.zoneName})`;
  const name = `The watcher of ${sources.join(', ')}`;
  return (
    <div className={styles.root} role="status">
      <Icon name={by === 'watcher' ? 'eye' : 'sync'} size="sm" />
      {by === 'watcher' ? (
        <span>
          {name} told this {seen}, over the {duration(window)} before. Samples are read when you open a workload.
        </span>
      ) : (
        <span>
          Read by this page. {name} looked {seen}.
        </span>
      )}
      <Button size="sm" fill="text" onClick={() => onChange(by === 'watcher' ? 'page' : 'watcher')}>
        {by === 'watcher' ? 'Read everything now' : 'Show what it found'}
      </Button>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1),
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
    }),
  };
}
