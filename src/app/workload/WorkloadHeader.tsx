// The verdict with its buttons. The coloured edge repeats what the shape of the icon says.
import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, Icon, useStyles2, useTheme2 } from '@grafana/ui';

import type { UnixMs } from '../../kit/interval';
import type { Finding } from '../../model/finding';
import type { WorkloadHistory } from '../../model/report';
import type { WorkloadRef } from '../../model/workload';
import { FindingVerdict } from '../../views/finding/FindingVerdict';
import { OwnershipLine } from '../../views/policy/OwnershipLine';
import { severityColors } from '../../views/SeverityIcon';
import { fixText } from '../fixText';

interface WorkloadHeaderProps {
  readonly workload: WorkloadRef;
  readonly finding?: Finding;
  readonly history?: WorkloadHistory;
  readonly now: UnixMs;
  /** Address that shows the same thing later, with both ends of the range nailed down. */
  readonly shareUrl: () => string;
  /** Absent for those who may not save dashboards, and where there is nothing to draw. */
  readonly onAddToDashboard?: () => void;
}

/** Verdict, or why there is none. */
export function WorkloadHeader(props: WorkloadHeaderProps) {
  const { finding, history, now, shareUrl, onAddToDashboard } = props;
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const edge = finding ? severityColors(theme)[finding.severity] : theme.colors.border.medium;
  const fix = finding ? fixText(finding) : '';
  return (
    <section className={styles.root} style={{ borderLeftColor: edge }} aria-label="Verdict">
      <div className={styles.verdict}>
        {finding ? <FindingVerdict finding={finding} now={now} level={1} /> : <QuietVerdict {...props} />}
        {history && <OwnershipLine history={history} />}
      </div>
      <div className={styles.buttons}>
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
      </div>
    </section>
  );
}

function QuietVerdict({ workload, history }: WorkloadHeaderProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.quiet}>
      <Icon name={history ? 'check' : 'question-circle'} size="xxl" />
      <div>
        <h1 className={styles.title}>{history ? 'Nothing fights here' : 'No such workload in this range'}</h1>
        <div>
          {history
            ? history.quietReason
            : `The data source has no samples of ${workload.kind} ${workload.namespace}/${workload.name}.`}
        </div>
        <div className={styles.small}>
          {history
            ? 'Judged by every rule that has its series; the Rules page says which do not.'
            : 'Choose a longer range, or look at the fleet.'}
        </div>
      </div>
    </div>
  );
}

/** The findings of one workload side by side; only when there are several. */
export function FindingSwitch({
  findings,
  chosen,
  onChoose,
}: {
  readonly findings: readonly Finding[];
  readonly chosen?: Finding;
  readonly onChoose: (finding: Finding) => void;
}) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(true);
  if (findings.length < 2) {
    return null;
  }
  return (
    <div className={styles.switch} role="group" aria-label="Findings of this workload">
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        aria-expanded={isOpen}
        icon={isOpen ? 'angle-down' : 'angle-right'}
        onClick={() => setOpen(!isOpen)}
      >
        {findings.length} findings
      </Button>
      {isOpen &&
        findings.map((finding) => (
          <Button
            key={finding.id}
            size="sm"
            variant="secondary"
            fill={finding === chosen ? 'solid' : 'outline'}
            aria-pressed={finding === chosen}
            onClick={() => onChoose(finding)}
          >
            {finding.severity}: {finding.label}
          </Button>
        ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      padding: theme.spacing(2),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderLeft: '3px solid',
      borderRadius: theme.shape.radius.default,
      '& > :first-child': { flex: '1 1 480px', minWidth: 0 },
    }),
    verdict: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
    buttons: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1.5) }),
    quiet: css({ display: 'flex', gap: theme.spacing(2) }),
    title: css({ ...theme.typography.h4, margin: 0 }),
    small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
    switch: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  };
}
