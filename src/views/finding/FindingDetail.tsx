// Everything about one finding: verdict, remedies, cost, proof, echoes, and what it causes. Shared by page and panel.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Finding } from '../../model/finding';
import type { SignalKind } from '../../model/series';
import { ConfirmFirst } from './ConfirmFirst';
import { EchoTable } from './EchoTable';
import { EvidenceTable } from './EvidenceTable';
import { FindingVerdict } from './FindingVerdict';
import { FixCard } from './FixCard';
import { ImpactList } from './ImpactList';
import { impactRows } from './impactRows';
import type { Seen } from './stateText';

export interface FindingDetailProps {
  readonly finding: Finding;
  readonly seen: Seen;
  readonly queryText?: (signals: readonly SignalKind[]) => string;
  readonly exploreHref?: (signals: readonly SignalKind[]) => string;
  readonly selectedAction?: string;
  readonly onSelectAction?: (actionId: string) => void;
  /** Leave the verdict out where the page already shows it. */
  readonly withoutVerdict?: boolean;
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </section>
  );
}

export function FindingDetail(props: FindingDetailProps) {
  const { finding, seen, queryText, exploreHref, selectedAction, onSelectAction, withoutVerdict } = props;
  return (
    <div>
      {!withoutVerdict && <FindingVerdict finding={finding} seen={seen} />}
      {finding.fixes.length > 0 && (
        <Part title="What to do">
          <ConfirmFirst finding={finding} />
          {finding.fixes.map((fix) => (
            <FixCard key={`${fix.term} ${fix.title}`} fix={fix} />
          ))}
        </Part>
      )}
      {impactRows(finding.impact).length > 0 && (
        <Part title="What it cost so far">
          <ImpactList impact={finding.impact} />
        </Part>
      )}
      {finding.evidence.length > 0 && (
        <Part title="Evidence">
          <EvidenceTable
            evidence={finding.evidence}
            {...(queryText ? { queryText } : {})}
            {...(exploreHref ? { exploreHref } : {})}
          />
        </Part>
      )}
      {finding.echoes.length > 0 && (
        <Part title="Echoes">
          <EchoTable
            echoes={finding.echoes}
            {...(selectedAction === undefined ? {} : { selectedAction })}
            {...(onSelectAction ? { onSelectAction } : {})}
          />
        </Part>
      )}
      {finding.caused.map((caused) => (
        <Part key={caused.id} title="It also causes">
          <FindingVerdict finding={caused} seen={seen} level={3} />
        </Part>
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    part: css({ marginTop: theme.spacing(3) }),
    title: css({
      fontSize: theme.typography.h5.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      marginBottom: theme.spacing(1),
    }),
  };
}
