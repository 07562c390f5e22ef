// /alerting/grafana/:uid/view: one alert rule and the instances that its first query has now, to show the links which apps
// add there. Nothing is evaluated: every series is an instance in state "Alerting".
import { css } from '@emotion/css';
import { PluginExtensionPoints, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { useParams } from 'react-router-dom-v5-compat';
import { PluginPage } from '../chrome/PluginPage';
import { useExtensionLinks } from '../extensions/links';
import { LinksMenu } from '../extensions/LinksMenu';
import { queryText, useInstances, useRule, type AlertRule, type Instance } from './rules';

/** Grafana shows an app's links on the rules that this app made: those with this label. */
const ORIGIN = '__grafana_origin';

export function AlertRulePage() {
  const { uid = '' } = useParams();
  const rule = useRule(uid);
  const instances = useInstances(rule);
  return (
    <PluginPage pageNav={{ text: rule?.title ?? '', parentItem: { text: 'Alert rules', url: '/alerting/list' } }}>
      {rule && (
        <>
          <pre>{queryText(rule)}</pre>
          <RuleLinks rule={rule} />
          <h2>Instances</h2>
          {instances.map((instance) => (
            <InstanceRow key={JSON.stringify(instance.labels)} rule={rule} instance={instance} />
          ))}
        </>
      )}
    </PluginPage>
  );
}

function RuleLinks({ rule }: { rule: AlertRule }) {
  const context = useMemo(
    () => ({
      name: rule.title,
      namespace: rule.folderUID,
      group: rule.ruleGroup,
      expression: queryText(rule),
      labels: rule.labels,
      annotations: rule.annotations,
    }),
    [rule]
  );
  const { links } = useExtensionLinks({ extensionPointId: PluginExtensionPoints.AlertingAlertingRuleAction, context });
  const own = links.filter((link) => rule.labels[ORIGIN] === `plugin/${link.pluginId}`);
  return <LinksMenu links={own} label="More" />;
}

function InstanceRow({ rule, instance }: { rule: AlertRule; instance: Instance }) {
  const styles = useStyles2(getStyles);
  const context = useMemo(
    () => ({
      rule: {
        name: rule.title,
        query: queryText(rule),
        labels: rule.labels,
        annotations: rule.annotations,
        uid: rule.uid,
      },
      instance,
    }),
    [rule, instance]
  );
  const { links } = useExtensionLinks({
    extensionPointId: PluginExtensionPoints.AlertInstanceAction,
    context,
    limitPerPlugin: 3,
  });
  return (
    <div className={styles.row} data-testid="alert-instance">
      <span>{instance.state}</span>
      <code>{JSON.stringify(instance.labels)}</code>
      <LinksMenu links={links} label="Alert instance actions" small />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), padding: theme.spacing(0.5, 0) }),
});
