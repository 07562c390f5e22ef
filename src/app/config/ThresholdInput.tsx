// One threshold in one line: what it is, its number and unit, its limits, and a way back to the usual number.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, Input, useStyles2 } from '@grafana/ui';

import type { RuleDescription, Threshold } from '../../model/rule';
import { thresholdField, type ConfigDraft, type ConfigProblems } from './configDraft';
import { thresholdText, unitText } from './thresholdText';

export interface ThresholdEdit {
  readonly draft: ConfigDraft;
  readonly problems: ConfigProblems;
  readonly onChange: (field: string, text: string) => void;
}

interface ThresholdInputProps extends ThresholdEdit {
  readonly rule: RuleDescription;
  readonly threshold: Threshold;
  /** Tells apart two fields of one threshold on the page. */
  readonly place: string;
}

/** The line. */
export function ThresholdInput({ rule, threshold, place, draft, problems, onChange }: ThresholdInputProps) {
  const styles = useStyles2(getStyles);
  const field = thresholdField(rule, threshold);
  const id = `${place}-${field}`;
  const text = draft.thresholds[field] ?? '';
  const usual = String(threshold.default);
  const problem = problems[field];
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <label htmlFor={id}>{threshold.title}</label>
        <div id={`${id}-about`} className={problem === undefined ? styles.about : styles.problem}>
          {problem ?? thresholdText(threshold)}
        </div>
      </div>
      <Input
        id={id}
        type="number"
        width={20}
        value={text}
        min={threshold.min}
        max={threshold.max}
        step="any"
        invalid={problem !== undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => onChange(field, event.currentTarget.value)}
        suffix={unitText(threshold)}
      />
      <span className={styles.back}>
        {text !== usual && (
          <IconButton
            name="history-alt"
            size="md"
            tooltip={`Back to ${usual}`}
            onClick={() => onChange(field, usual)}
          />
        )}
      </span>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const small = { ...theme.typography.bodySmall, lineHeight: 1.3 };
  return {
    line: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      padding: theme.spacing(0.5, 0),
      '& > :nth-child(2)': { flexShrink: 0 },
    }),
    words: css({
      flex: 1,
      minWidth: 0,
      overflowWrap: 'anywhere',
      '& label': { margin: 0, fontWeight: theme.typography.fontWeightRegular, lineHeight: 1.3 },
    }),
    about: css({ ...small, color: theme.colors.text.secondary }),
    problem: css({ ...small, color: theme.colors.error.text }),
    back: css({ width: 20, flexShrink: 0 }),
  };
}
