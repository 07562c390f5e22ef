// What can be judged with this data source and what cannot, and the settings that would change it.
import React, { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { RULES } from '../../engine';
import { distinct } from '../../kit/array';
import { duration } from '../../kit/text';
import { clusterWords } from '../../model/clusterLabel';
import type { Report } from '../../model/report';
import type { SignalKind } from '../../model/series';
import { gainsOf } from '../../queries/gains';
import { PasteBox } from '../../views/finding/PasteBox';
import { useAppContext } from '../appContext';
import { OneOfSeveral } from '../frame/OneOfSeveral';
import { PageFrame } from '../frame/PageFrame';
import { Section } from '../frame/Section';
import { SourceGate } from '../frame/SourceGate';
import { SourcePicker } from '../frame/SourcePicker';
import { TimeControls } from '../frame/TimeControls';
import { InToolbar } from '../frame/Toolbar';
import { useHashTarget } from '../frame/useHashTarget';
import { useWholeSweep } from '../frame/useWholeSweep';
import { href, ruleSettingsPath } from '../links';
import { CUSTOM_RESOURCE_CONFIG, CUSTOM_RESOURCE_RBAC } from '../rules/customResourceConfig';
import { GainList } from '../rules/GainList';
import { RuleTable } from '../rules/RuleTable';
import { SignalTable } from '../rules/SignalTable';
import type { Answer } from '../sweep/question';
import { useCapabilities } from '../sweep/useCapabilities';
import { readRulesUrl, writeRulesUrl } from '../url/rulesUrl';
import { useUrlState } from '../url/useUrlState';
import { useLinkTo } from '../useLinkTo';

/** Page of rules and signals. */
export function RulesPage() {
  const { read, change } = useUrlState(readRulesUrl, writeRulesUrl);
  const { ds, time, refresh, cluster } = read.state;
  const { chosen, uid, sweep } = useWholeSweep(read.state, cluster, (next) => change({ ds: next }, 'replace'));
  const picker = <SourcePicker ds={ds} onChange={(next) => change({ ds: next })} />;
  const actions = (
    <TimeControls
      time={time}
      refresh={refresh}
      isReading={sweep.phase === 'loading'}
      onChange={change}
      onRefresh={sweep.refresh}
    />
  );
  return (
    <PageFrame actions={actions} problems={read.problems}>
      {uid !== undefined && <InToolbar>{picker}</InToolbar>}
      <SourceGate chosen={chosen} sweep={sweep} picker={uid === undefined ? picker : null}>
        {(answer, notices) => (
          <>
            <OneOfSeveral ds={ds} onChange={(next) => change({ ds: next })} />
            {notices}
            <Coverage answer={answer} />
          </>
        )}
      </SourceGate>
    </PageFrame>
  );
}

/** Kinds that were asked for and of which nothing came; none while a large fleet is not read to its end. */
function missingKinds({ kinds, failed, soFar }: Answer): SignalKind[] {
  if (soFar) {
    return [];
  }
  const unknown = new Set(failed.flatMap((query) => query.kinds));
  return [...kinds].filter(([kind, n]) => n === 0 && !unknown.has(kind)).map(([kind]) => kind);
}

function Coverage({ answer }: { readonly answer: Answer }) {
  const styles = useStyles2(getStyles);
  const { settings } = useAppContext();
  const { pathname, search } = useLocation();
  const linkTo = useLinkTo();
  useHashTarget();
  const { report } = answer;
  const where = answer.soFar ? 'in what was read so far' : 'here';
  const open = distinct(report.unassessed.map((item) => item.rule)).length;
  const gains = useMemo(
    () => gainsOf(RULES, missingKinds(answer), answer.report.unassessed, answer.report.setups),
    [answer]
  );
  const linkHere = (anchor: string) => linkTo(`${pathname}${search}#${anchor}`);
  return (
    <>
      <div>
        <h1 className={styles.headline}>
          {open === 0
            ? `All ${RULES.length} rules can be judged ${where}`
            : `${RULES.length - open} of ${RULES.length} rules can be judged ${where}`}
        </h1>
        <DialectLine uid={answer.question.ds} report={report} />
      </div>
      {gains.length > 0 && (
        <Section
          title="What more would be seen"
          about="by setting, what brings most first; not assessed is not clean: those fights go unseen here"
        >
          <GainList gains={gains} linkTo={linkHere} />
        </Section>
      )}
      <Section title="Rules" about="judged here or not, and what each would gain">
        <RuleTable
          rules={RULES}
          unassessed={report.unassessed}
          gains={gains}
          thresholds={settings.thresholds}
          linkTo={linkHere}
          settingsHref={(rule) => href(ruleSettingsPath(rule.id))}
        />
      </Section>
      <Section title="Series" about="what the data source holds in this range">
        <SignalTable kinds={answer.kinds} failed={answer.failed} isSoFar={answer.soFar !== undefined} />
      </Section>
      <Section
        title="kube-state-metrics: VPA and ScaledObject"
        about="for --custom-resource-state-config-file, and the RBAC it needs"
      >
        <div className={styles.paste}>
          <PasteBox text={CUSTOM_RESOURCE_CONFIG} what="custom resource configuration" />
          <PasteBox text={CUSTOM_RESOURCE_RBAC} what="RBAC rules" />
        </div>
      </Section>
    </>
  );
}

/** By whether namespaces arrive as `exported_namespace`. */
const SPELLINGS: Readonly<Record<string, string>> = {
  false: 'labels as kube-state-metrics writes them',
  true: 'namespaces arrive as exported_namespace (scraped without honor_labels)',
  some: 'some namespaces arrive as exported_namespace (scraped without honor_labels), each series is read as it is spelled',
};

/** How the series are written here: as they were read, and what the capability probe says of the scraping. */
function DialectLine({ uid, report }: { readonly uid: string; readonly report: Report }) {
  const styles = useStyles2(getStyles);
  const dialect = useCapabilities(uid, report.range.to);
  if (dialect.state !== 'known') {
    return (
      <div className={styles.dialect}>
        {dialect.state === 'asking'
          ? 'Asking how the series are labelled'
          : 'How the series are labelled could not be asked'}
      </div>
    );
  }
  const { scrape, problem } = dialect.capabilities;
  const parts = [
    scrape === undefined ? 'no HPA to tell the scrape interval from' : `${duration(scrape)} scrape`,
    SPELLINGS[String(report.exported ?? false)],
    clusterWords(report) ?? 'no cluster label',
    ...(problem === undefined ? [] : [problem]),
  ];
  return <div className={styles.dialect}>{parts.join(' · ')}</div>;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    headline: css({ ...theme.typography.h4, margin: 0 }),
    dialect: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
    paste: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), padding: theme.spacing(0, 2, 2) }),
  };
}
