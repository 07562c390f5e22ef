// The verdict with its buttons. The coloured edge repeats what the shape of the icon says.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, useStyles2, useTheme2 } from '@grafana/ui';

import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import { verdictWords } from '../../model/verdict';
import type { WorkloadRef } from '../../model/workload';
import { FindingVerdict } from '../../views/finding/FindingVerdict';
import { VerdictFrame } from '../../views/finding/VerdictFrame';
import { OwnershipLine } from '../../views/policy/OwnershipLine';
import type { Seen } from '../../views/finding/stateText';
import { severityColors } from '../../views/SeverityIcon';
import { VerdictIcon } from '../../views/VerdictIcon';
import { fixText } from '../fixText';

interface WorkloadHeaderProps {
  readonly workload: WorkloadRef;
  readonly finding?: Finding;
  readonly history?: WorkloadHistory;
  readonly seen: Seen;
  /** Address that shows the same thing later, with both ends of the range nailed down. */
  readonly shareUrl: () => string;
  /** Absent for those who may not save dashboards, and where there is nothing to draw. */
  readonly onAddToDashboard?: () => void;
  /** Absent for those who may not, and where there is nothing to be told of. */
  readonly onCreateAlert?: () => void;
}

/** Verdict, or why there is none. */
export function WorkloadHeader(props: WorkloadHeaderProps) {
  const { finding, history, seen } = props;
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  // What has ended keeps its sign, but not the colour of an alarm around it.
  const isOn = finding !== undefined && finding.state !== 'ended';
  const edge = isOn ? severityColors(theme)[finding.severity] : theme.colors.border.strong;
  const owners = history && <OwnershipLine history={history} />;
  // Of a workload that does not exist there is nothing to show to anybody.
  const actions = (finding ?? history) && <Actions {...props} />;
  return (
    <section className={styles.root} style={{ borderLeftColor: edge }} aria-label="Verdict">
      {finding ? (
        <FindingVerdict finding={finding} seen={seen} level={1} actions={actions}>
          {owners}
        </FindingVerdict>
      ) : (
        <QuietVerdict {...props} actions={actions}>
          {owners}
        </QuietVerdict>
      )}
    </section>
  );
}

function Actions({ finding, shareUrl, onAddToDashboard, onCreateAlert }: WorkloadHeaderProps) {
  const fix = finding ? fixText(finding) : '';
  return (
    <>
      {fix !== '' && (
        <ClipboardButton getText={() => fix} variant="primary">
          Copy the fix
        </ClipboardButton>
      )}
      <ClipboardButton getText={shareUrl} variant="secondary" fill="outline" tooltip="Copies a link to exactly this">
        Share
      </ClipboardButton>
      {onAddToDashboard && (
        <Button variant="secondary" fill="outline" onClick={onAddToDashboard}>
          Add to dashboard
        </Button>
      )}
      {onCreateAlert && (
        <Button variant="secondary" fill="outline" onClick={onCreateAlert}>
          Create alert
        </Button>
      )}
    </>
  );
}

interface QuietVerdictProps extends WorkloadHeaderProps {
  readonly actions?: React.ReactNode;
  readonly children?: React.ReactNode;
}

function headingOf(history: WorkloadHistory | undefined): string {
  if (!history) {
    return 'No such workload in this range';
  }
  switch (history.verdict) {
    case 'not-judged':
      return 'Not judged: this is not a calm workload';
    case 'calm-as-far-as-seen':
      return 'Nothing seen fighting here';
    default:
      return 'Nothing fights here';
  }
}

function QuietVerdict({ workload, history, actions, children }: QuietVerdictProps) {
  const styles = useStyles2(getStyles);
  return (
    <VerdictFrame
      icon={<VerdictIcon verdict={history?.verdict ?? 'not-judged'} size={28} />}
      heading={<h1 className={styles.title}>{headingOf(history)}</h1>}
      actions={actions}
    >
      <div>
        {history
          ? history.quietReason
          : `The data source has no samples of ${workload.kind} ${workload.namespace}/${workload.name}.`}
      </div>
      <div className={styles.small}>
        {history
          ? `${verdictWords(history)}${history.verdict === 'calm' ? '' : ': the Rules page says what would change that'}.`
          : 'Choose a longer range, or look at the fleet.'}
      </div>
      {children}
    </VerdictFrame>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      padding: theme.spacing(1.25, 2),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderLeft: '3px solid',
      borderRadius: theme.shape.radius.default,
    }),
    title: css({ ...theme.typography.h4, margin: 0 }),
    small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  };
}
