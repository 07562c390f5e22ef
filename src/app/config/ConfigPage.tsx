// The configuration tab of the plugin: data sources, cluster label, thresholds of the rules. Saved, then loaded anew,
// because Grafana hands settings to an app only when it starts.
import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { AppPluginMeta, GrafanaTheme2, PluginConfigPageProps } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';

import { RULES } from '../../engine';
import { parseSettings } from '../../settings/parseSettings';
import { DEFAULT_SETTINGS } from '../../settings/settings';
import { checkDraft, toDraft, toSettings, type ConfigDraft } from './configDraft';
import { saveSettings } from './saveSettings';
import { SourceFields } from './SourceFields';
import { ThresholdFields } from './ThresholdFields';

export interface ConfigPageProps extends PluginConfigPageProps<AppPluginMeta<object>> {
  /** What follows a successful save. */
  readonly onSaved?: () => void;
}

type Saving = { readonly state: 'idle' | 'saving' } | { readonly state: 'failed'; readonly reason: string };

/** The tab. */
export function ConfigPage({ plugin, query, onSaved = () => window.location.reload() }: ConfigPageProps) {
  const styles = useStyles2(getStyles);
  const { enabled, pinned, jsonData } = plugin.meta;
  const parsed = useMemo(() => parseSettings(jsonData, RULES), [jsonData]);
  const stored = useMemo(() => toDraft(parsed.settings, RULES), [parsed]);
  const [draft, setDraft] = useState<ConfigDraft>(stored);
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const problems = checkDraft(draft, RULES);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(stored) || parsed.problems.length > 0;
  const change = (part: Partial<ConfigDraft>) => setDraft((last) => ({ ...last, ...part }));
  const save = async () => {
    setSaving({ state: 'saving' });
    const answer = await saveSettings(toSettings(draft, RULES, parsed.settings), {
      enabled: enabled ?? true,
      pinned: pinned ?? true,
    });
    setSaving(answer.ok ? { state: 'idle' } : { state: 'failed', reason: answer.error });
    if (answer.ok) {
      onSaved();
    }
  };
  const hasProblems = Object.keys(problems).length > 0;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {parsed.problems.length > 0 && (
        <Alert severity="warning" title="Parts of the stored settings do not hold">
          {parsed.problems.map((problem) => (
            <div key={problem}>{problem}</div>
          ))}
          Saving stores what stands below.
        </Alert>
      )}
      <SourceFields draft={draft} problems={problems} onChange={change} />
      <ThresholdFields
        rules={RULES.filter((rule) => rule.thresholds.length > 0)}
        stored={stored}
        search={typeof query.rule === 'string' ? query.rule : ''}
        draft={draft}
        problems={problems}
        onChange={(field, text) => setDraft((last) => ({ ...last, thresholds: { ...last.thresholds, [field]: text } }))}
      />
      {saving.state === 'failed' && <Alert severity="error" title={saving.reason} />}
      <div className={styles.actions}>
        <Button type="submit" disabled={!isChanged || hasProblems || saving.state === 'saving'}>
          {saving.state === 'saving' ? 'Saving' : 'Save settings'}
        </Button>
        <Button
          variant="secondary"
          fill="outline"
          onClick={() => change({ ...toDraft(DEFAULT_SETTINGS, RULES), dataSources: draft.dataSources })}
        >
          All thresholds to their defaults
        </Button>
        {hasProblems && <span role="alert">Some numbers are outside their limits.</span>}
      </div>
    </form>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    form: css({ maxWidth: 900 }),
    // In reach wherever the page is scrolled to.
    actions: css({
      position: 'sticky',
      bottom: 0,
      zIndex: 1,
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(1, 0),
      background: theme.colors.background.primary,
      borderTop: `1px solid ${theme.colors.border.weak}`,
    }),
  };
}
