// The thresholds of all rules: first what is set to something else than usual, then everything by family, closed until it
// is opened or searched.
import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { CollapsableSection, FieldSet, FilterInput, useStyles2 } from '@grafana/ui';

import { count } from '../../kit/text';
import type { RuleDescription } from '../../model/rule';
import type { RuleGroup } from '../rules/ruleGroups';
import { thresholdField, type ConfigDraft } from './configDraft';
import { ThresholdInput, type ThresholdEdit } from './ThresholdInput';
import { countThresholds, searchThresholds, setThresholds } from './thresholdSearch';

interface ThresholdFieldsProps extends ThresholdEdit {
  readonly rules: readonly RuleDescription[];
  /** As stored: what is listed first does not move while it is edited. */
  readonly stored: ConfigDraft;
  /** The search to start with: a link can name a rule. */
  readonly search: string;
}

/** All fields. */
export function ThresholdFields({ rules, stored, search: start, ...edit }: ThresholdFieldsProps) {
  const styles = useStyles2(getStyles);
  const [search, setSearch] = useState(start);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const isSearching = search.trim() !== '';
  const set = isSearching ? [] : setThresholds(rules, stored);
  const groups = searchThresholds(rules, search);
  const found = groups.reduce((total, group) => total + countThresholds(group.rules), 0);
  return (
    <FieldSet label="Thresholds">
      <div className={styles.search}>
        <FilterInput
          value={search}
          onChange={setSearch}
          placeholder="rule, family or threshold"
          aria-label="Search the thresholds"
          escapeRegex={false}
          width={40}
        />
        <span className={styles.about} role="status">
          {count(found, 'threshold')}
          {isSearching
            ? ' found'
            : ` of ${rules.length} rules, ${set.length === 0 ? 'all as usual' : `${countThresholds(set)} set`}`}
        </span>
      </div>
      {set.length > 0 && (
        <section className={styles.set} aria-label="Set by you">
          <h4 className={styles.setTitle}>Set by you: not the usual numbers</h4>
          <Rules rules={set} place="set" {...edit} />
        </section>
      )}
      {groups.map((group) => (
        <CollapsableSection
          key={group.id}
          label={<GroupLabel group={group} {...edit} />}
          isOpen={isSearching || opened.includes(group.id)}
          onToggle={(isOpen) =>
            setOpened((last) => (isOpen ? [...last, group.id] : last.filter((id) => id !== group.id)))
          }
          className={styles.group}
          contentClassName={styles.content}
        >
          <Rules rules={group.rules} place="all" {...edit} />
        </CollapsableSection>
      ))}
      {groups.length === 0 && <p className={styles.about}>No threshold matches.</p>}
    </FieldSet>
  );
}

/** The family with what a closed one must not hide. */
function GroupLabel({ group, draft, problems }: ThresholdEdit & { readonly group: RuleGroup }) {
  const styles = useStyles2(getStyles);
  const set = countThresholds(setThresholds(group.rules, draft));
  const wrong = group.rules.flatMap((rule) => rule.thresholds.filter((one) => problems[thresholdField(rule, one)]));
  return (
    <span className={styles.label}>
      {group.title}
      <span className={styles.about}>
        {count(countThresholds(group.rules), 'threshold')}
        {set > 0 && ` · ${set} set`}
      </span>
      {wrong.length > 0 && <span className={styles.wrong}>{wrong.length} outside the limits</span>}
    </span>
  );
}

interface RulesProps extends ThresholdEdit {
  readonly rules: readonly RuleDescription[];
  readonly place: string;
}

function Rules({ rules, place, ...edit }: RulesProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {rules.map((rule) => (
        <div key={rule.id} role="group" aria-label={rule.title} className={styles.rule}>
          <div className={styles.title}>
            {rule.title} <span className={styles.about}>{rule.id}</span>
          </div>
          {rule.thresholds.map((threshold) => (
            <ThresholdInput key={threshold.key} rule={rule} threshold={threshold} place={place} {...edit} />
          ))}
        </div>
      ))}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const small = { ...theme.typography.bodySmall, color: theme.colors.text.secondary };
  const line = `1px solid ${theme.colors.border.weak}`;
  return {
    search: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      marginBottom: theme.spacing(1.5),
    }),
    about: css(small),
    wrong: css({ ...theme.typography.bodySmall, color: theme.colors.error.text }),
    set: css({
      padding: theme.spacing(1, 2),
      marginBottom: theme.spacing(1.5),
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
    }),
    setTitle: css({ ...theme.typography.body, fontWeight: theme.typography.fontWeightMedium, margin: 0 }),
    group: css({ borderTop: line, ...theme.typography.body }),
    content: css({ padding: theme.spacing(0, 0, 1, 3) }),
    label: css({ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'baseline', gap: theme.spacing(0, 1.5) }),
    rule: css({ padding: theme.spacing(1, 0) }),
    title: css({ fontWeight: theme.typography.fontWeightMedium }),
  };
}
