// Workloads of a large fleet that no scan named: by name, for there is no curve of what was not read.
import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import { number } from '../../kit/text';
import { verdictWords } from '../../model/verdict';
import { workloadKey, type WorkloadRef } from '../../model/workload';
import type { LinkProps } from '../linkProps';
import type { UnnamedGroup } from './fleetRows';
import { VerdictIcon } from '../VerdictIcon';

interface UnnamedSectionProps {
  readonly group: UnnamedGroup;
  readonly linkTo: (workload: WorkloadRef) => LinkProps;
}

/** Names that are shown at first, and by each further step. */
const FIRST = 24;
const STEP = 200;

/** Why nothing was read of them: the sentence of the section. */
function aboutText({ verdict }: UnnamedGroup): string {
  return verdict === 'calm-by-proof'
    ? 'no scan of the fleet named them, so no kind can have fought above info'
    : 'no scan named them, but not every scan was answered';
}

/** The names, in columns. */
export function UnnamedSection({ group, linkTo }: UnnamedSectionProps) {
  const styles = useStyles2(getStyles);
  const [most, setMost] = useState(FIRST);
  const { workloads, verdict, unjudged, source } = group;
  const where = source ? ` in ${source.name}` : '';
  const left = Math.min(STEP, workloads.length - most);
  return (
    <section
      className={styles.root}
      aria-label={`Workloads${where} that no scan named: ${verdictWords({ verdict, unjudged })}`}
    >
      <h2 className={styles.title}>
        <VerdictIcon verdict={verdict} />
        <span>
          Not named by any scan{where}{' '}
          <span className={styles.about}>
            {number(workloads.length)} {verdictWords({ verdict, unjudged })} · {aboutText(group)}
          </span>
        </span>
      </h2>
      <ul className={styles.grid}>
        {workloads.slice(0, most).map((workload) => (
          <li key={workloadKey(workload)} className={styles.item}>
            <a {...linkTo(workload)} className={styles.link} title={`${workload.namespace}/${workload.name}`}>
              <b>{workload.name}</b> {workload.namespace}
            </a>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button fill="text" size="sm" onClick={() => setMost(most + STEP)}>
          Show {number(left)} more
        </Button>
      )}
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    }),
    title: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      margin: 0,
      minHeight: 32,
      padding: theme.spacing(0.5, 2),
      ...theme.typography.body,
      fontWeight: theme.typography.fontWeightMedium,
      background: theme.colors.background.secondary,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    about: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
    grid: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
      gap: theme.spacing(0.5, 3),
      margin: 0,
      padding: theme.spacing(1.5, 2),
      listStyle: 'none',
    }),
    item: css({ minWidth: 0 }),
    link: css({
      display: 'block',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      '& b': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
      '&:hover': { textDecoration: 'underline' },
    }),
  };
}
