// What the verdict stands on: evidence with its queries, echoes, every action. Full width below the timeline.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Interval } from '../../kit/interval';
import { distinct } from '../../kit/array';
import { count } from '../../kit/text';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import type { SignalKind } from '../../model/series';
import type { WorkloadRef } from '../../model/workload';
import { metricNameOf } from '../../queries/catalogue';
import { evidenceQuery, type EvidenceLabels } from '../../queries/evidenceQuery';
import { EchoTable } from '../../views/finding/EchoTable';
import { EvidenceTable } from '../../views/finding/EvidenceTable';
import { ReactionTable } from '../../views/finding/ReactionTable';
import { ActionTable } from '../../views/timeline/ActionTable';
import { mayEnter } from '../../sources/grafana/permissions';
import { Section } from '../frame/Section';
import { explorePath, href } from '../links';
import type { TimeText } from '../url/timeText';

interface ProofProps {
  readonly workload: WorkloadRef;
  readonly history?: WorkloadHistory;
  readonly findings: readonly Finding[];
  readonly finding?: Finding;
  readonly range: Interval;
  readonly time: TimeText;
  readonly source: { readonly uid: string; readonly type: string };
  /** How the series name namespace and cluster here. */
  readonly labels: EvidenceLabels;
  readonly action?: string;
  readonly onSelectAction: (action: string) => void;
}

/** The series behind a row of proof, without their selectors: those are long and all alike. */
function queryText(kinds: readonly SignalKind[]): string {
  return distinct(kinds.map((kind) => `${metricNameOf(kind)}{…}`)).join(' · ');
}

/** The tables of proof; empty ones are left out. */
export function Proof(props: ProofProps) {
  const { workload, history, findings, finding, range, time, source, labels, action, onSelectAction } = props;
  const styles = useStyles2(getStyles);
  const exploreHref = (kinds: readonly SignalKind[]) =>
    href(explorePath({ source, expr: evidenceQuery(kinds, workload, labels), time }));
  return (
    <>
      {finding && finding.echoes.length > 0 && (
        <Section
          title="Echoes"
          about={`${count(finding.echoes.length, 'pair')}, linked to the timeline · lag is an interval: two edges of one scrape each`}
        >
          <div className={styles.table}>
            <EchoTable echoes={finding.echoes} selectedAction={action} onSelectAction={onSelectAction} />
          </div>
        </Section>
      )}
      {finding && finding.evidence.length > 0 && (
        <Section title="Evidence" about="{…} stands for the selector of this workload">
          <div className={styles.table}>
            <EvidenceTable
              evidence={finding.evidence}
              queryText={queryText}
              exploreHref={mayEnter('explore') ? exploreHref : undefined}
            />
          </div>
        </Section>
      )}
      {history?.reaction && (
        <Section
          title="Reaction"
          about={`${count(history.reaction.scaleOuts, 'scale-out')} with ${count(history.reaction.pods, 'pod')}, without those of deploys`}
        >
          <div className={styles.table}>
            <ReactionTable reaction={history.reaction} />
          </div>
        </Section>
      )}
      {history && (
        <Section title="Actions" about={`${count(history.actions.length, 'action')}, linked to the timeline`}>
          <div className={styles.table}>
            <ActionTable
              history={history}
              findings={findings}
              range={range}
              selectedAction={action}
              onSelectAction={onSelectAction}
            />
          </div>
        </Section>
      )}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return { table: css({ padding: theme.spacing(0, 1, 1) }) };
}
