// Finds a dashboard by words of its title.
import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, Input, useStyles2 } from '@grafana/ui';

import type { Result } from '../../kit/result';
import { findDashboards, type DashboardChoice } from './dashboards';

interface DashboardSearchProps {
  readonly chosen?: DashboardChoice;
  readonly onChoose: (choice: DashboardChoice) => void;
}

const PAUSE_MS = 250;

/** The dashboards for these words, asked for when typing pauses; a late answer to older words is dropped. */
function useFound(words: string): Result<DashboardChoice[]> | undefined {
  const [found, setFound] = useState<Result<DashboardChoice[]>>();
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(
      () => void findDashboards(words).then((answer) => isCurrent && setFound(answer)),
      PAUSE_MS
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [words]);
  return found;
}

/** Field and list. */
export function DashboardSearch({ chosen, onChoose }: DashboardSearchProps) {
  const styles = useStyles2(getStyles);
  const [words, setWords] = useState('');
  const found = useFound(words);
  return (
    <>
      <Field label="Dashboard" htmlFor="truce-dashboard-words" noMargin>
        <Input
          id="truce-dashboard-words"
          placeholder="Words of its title"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Field>
      <div className={styles.list} role="radiogroup" aria-label="Dashboards">
        {found?.ok === false && <span role="alert">{found.error}</span>}
        {found?.ok && found.value.length === 0 && 'None found'}
        {found?.ok &&
          found.value.map((choice) => (
            <label key={choice.uid} className={styles.choice}>
              <input
                type="radio"
                name="truce-dashboard"
                checked={chosen?.uid === choice.uid}
                onChange={() => onChoose(choice)}
              />
              {choice.title}
            </label>
          ))}
      </div>
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({ maxHeight: 220, overflowY: 'auto', margin: theme.spacing(1, 0, 2) }),
    choice: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      margin: 0,
      padding: theme.spacing(0.5),
      fontWeight: theme.typography.fontWeightRegular,
      cursor: 'pointer',
      '& input': { margin: 0, accentColor: theme.colors.primary.main },
    }),
  };
}
