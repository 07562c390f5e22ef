// The findings of one workload side by side: one of them is told by the page.
import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import type { Finding } from '../../model/finding';

interface FindingSwitchProps {
  readonly findings: readonly Finding[];
  readonly chosen?: Finding;
  readonly onChoose: (finding: Finding) => void;
}

/** The findings of one workload side by side; only when there are several. */
export function FindingSwitch({ findings, chosen, onChoose }: FindingSwitchProps) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(true);
  if (findings.length < 2) {
    return null;
  }
  return (
    <div className={styles} role="group" aria-label="Findings of this workload">
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
  return css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) });
}
