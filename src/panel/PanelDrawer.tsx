// Opens over the dashboard: proof and fix of a finding, the other findings of the workload, and the rows of the
// timeline as a table.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Drawer, LinkButton, useStyles2 } from '@grafana/ui';
import type { Finding } from '../model/finding';
import type { SignalKind } from '../model/series';
import { evidenceQuery } from '../queries/evidenceQuery';
import { FindingDetail } from '../views/finding/FindingDetail';
import { ActionTable } from '../views/timeline/ActionTable';
import type { PageDoor } from './pageDoor';
import { DISABLED_TEXT } from './PageLink';
import type { ReadyState } from './readPanel';
import type { PanelVerdict } from './verdict';

export interface PanelDrawerProps {
  readonly state: ReadyState;
  readonly verdict: PanelVerdict;
  readonly finding: Finding | undefined;
  readonly selectedAction: string | undefined;
  readonly door: PageDoor;
  readonly href: string;
  readonly onSelectFinding: (finding: Finding) => void;
  readonly onSelectAction: (actionId: string) => void;
  readonly onClose: () => void;
}

export function PanelDrawer(props: PanelDrawerProps) {
  const { state, verdict, finding, selectedAction, door, href, onSelectFinding, onSelectAction, onClose } = props;
  const styles = useStyles2(getStyles);
  const { history, report, findings } = state;
  const queryText = (signals: readonly SignalKind[]): string => evidenceQuery(signals, history.workload, report);
  const chosen = selectedAction === undefined ? {} : { selectedAction };
  return (
    <Drawer title={`${history.workload.namespace} / ${history.workload.name}`} size="md" onClose={onClose}>
      <div className={styles.links}>
        {door === 'open' && (
          <LinkButton size="sm" variant="secondary" fill="outline" href={href}>
            Open the workload page
          </LinkButton>
        )}
        {door === 'disabled' && <span>{DISABLED_TEXT}</span>}
        {findings.length > 1 &&
          findings.map((other) => (
            <Button
              key={other.id}
              size="sm"
              fill={other.id === finding?.id ? 'solid' : 'text'}
              variant="secondary"
              onClick={() => onSelectFinding(other)}
            >
              {other.label}
            </Button>
          ))}
      </div>
      {finding ? (
        <FindingDetail
          finding={finding}
          seen={{ range: report.range, scrape: history.scrape }}
          queryText={queryText}
          onSelectAction={onSelectAction}
          {...chosen}
        />
      ) : (
        <p>{verdict.sentence}.</p>
      )}
      <h3 className={styles.title}>Rows of the timeline</h3>
      <ActionTable
        history={history}
        findings={findings}
        range={report.range}
        height={360}
        onSelectAction={onSelectAction}
        {...chosen}
      />
    </Drawer>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    links: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginBottom: theme.spacing(2) }),
    title: css({ fontSize: theme.typography.h5.fontSize, margin: theme.spacing(3, 0, 1) }),
  };
}
