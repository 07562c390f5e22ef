// The thresholds of all rules by group, each with its unit, limits and a way back to the default.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, FieldSet, IconButton, Input, useStyles2 } from '@grafana/ui';

import type { RuleDescription, Threshold } from '../../model/rule';
import { groupRules } from '../rules/ruleGroups';
import { thresholdField, type ConfigDraft, type ConfigProblems } from './configDraft';

interface ThresholdFieldsProps {
  readonly rules: readonly RuleDescription[];
  readonly draft: ConfigDraft;
  readonly problems: ConfigProblems;
  readonly onChange: (field: string, text: string) => void;
}

/** All fields. */
export function ThresholdFields({ rules, ...rest }: ThresholdFieldsProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {groupRules(rules.filter((rule) => rule.thresholds.length > 0)).map((group) => (
        <FieldSet key={group.id} label={group.title}>
          {group.rules.map((rule) => (
            <div key={rule.id} className={styles.rule}>
              <div className={styles.title}>
                {rule.title} <span className={styles.id}>{rule.id}</span>
              </div>
              <div className={styles.fields}>
                {rule.thresholds.map((threshold) => (
                  <ThresholdInput key={threshold.key} rule={rule} threshold={threshold} {...rest} />
                ))}
              </div>
            </div>
          ))}
        </FieldSet>
      ))}
    </>
  );
}

interface ThresholdInputProps extends Omit<ThresholdFieldsProps, 'rules'> {
  readonly rule: RuleDescription;
  readonly threshold: Threshold;
}

function ThresholdInput({ rule, threshold, draft, problems, onChange }: ThresholdInputProps) {
  const field = thresholdField(rule, threshold);
  const text = draft.thresholds[field] ?? '';
  const usual = String(threshold.default);
  const problem = problems[field];
  return (
    <Field
      label={threshold.title}
      description={`${threshold.min} to ${threshold.max}, usually ${usual}`}
      invalid={problem !== undefined}
      error={problem}
      htmlFor={field}
      noMargin
    >
      <Input
        id={field}
        type="number"
        width={22}
        value={text}
        min={threshold.min}
        max={threshold.max}
        step="any"
        onChange={(event) => onChange(field, event.currentTarget.value)}
        suffix={
          <>
            {threshold.unit}
            {text !== usual && (
              <IconButton
                name="history-alt"
                size="sm"
                tooltip={`Back to ${usual}`}
                onClick={() => onChange(field, usual)}
              />
            )}
          </>
        }
      />
    </Field>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    rule: css({ padding: theme.spacing(1, 0, 2) }),
    title: css({ marginBottom: theme.spacing(1), fontWeight: theme.typography.fontWeightMedium }),
    id: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginLeft: theme.spacing(1) }),
    fields: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: theme.spacing(2) }),
  };
}
