// /alerting/new: shows with what an alert rule would start. Nothing can be saved here.
import { Alert } from '@grafana/ui';
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { PluginPage } from '../chrome/PluginPage';

export function NewAlertRulePage() {
  const { search } = useLocation();
  const form = useMemo(() => JSON.parse(new URLSearchParams(search).get('defaults') ?? '{}') as object, [search]);
  return (
    <PluginPage pageNav={{ text: 'New alert rule', parentItem: { text: 'Alert rules', url: '/alerting/list' } }}>
      <Alert severity="info" title="This is a stand-in for Grafana's alert rule form">
        It shows what the form would start with.
      </Alert>
      <pre data-testid="alert-form">{JSON.stringify(form, null, 2)}</pre>
    </PluginPage>
  );
}
