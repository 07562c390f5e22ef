// Who owns replicas and size of one workload, in one line, and what breaks the rule of one owner per resource.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import type { WorkloadHistory } from '../../model/report';
import { actorName } from '../../timeline';
import { ownerText } from '../ownerText';
import { isBroken } from './policyRows';

/** `Replicas owned by HPA web · Size owned by VPA web`, and the reason when two decide on one thing. */
export function OwnershipLine({ history }: { readonly history: WorkloadHistory }) {
  const styles = useStyles2(getStyles);
  const { policy, replicasOwner, sizeOwner } = history;
  const owned = (what: string, ownership: WorkloadHistory['sizeOwner']) => (
    <span title={ownership.note}>
      {what}: <b>{ownership.state === 'unknown' ? 'not known' : ownerText(ownership)}</b>
      {ownership.owners.length > 0 && ` (${ownership.owners.map(actorName).join(', ')})`}
    </span>
  );
  return (
    <div className={styles.root} role="group" aria-label="Ownership">
      {owned('Replicas owned by', replicasOwner)}
      {owned('Size owned by', sizeOwner)}
      {isBroken(policy.verdict) && (
        <span className={styles.broken}>
          <Icon name="exclamation-triangle" size="sm" /> {policy.reasons.join('; ')}
        </span>
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 2.5),
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      '& b': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
    }),
    broken: css({ color: theme.colors.warning.text }),
  };
}
