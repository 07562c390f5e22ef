// A rule lacks its series: which, and the setting that brings them, ready to paste. Not assessed is not clean.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';

import { count } from '../../kit/text';
import type { Unassessed } from '../../model/report';

interface NotAssessedProps {
  readonly item: Unassessed;
  /** All workloads of the sweep, for rules that lack their series everywhere. */
  readonly workloads: number;
}

/** A hatched square with a question mark: the sign of what is not known. */
export function UnknownSign({ size = 28 }: { readonly size?: number }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.sign} style={{ width: size, height: size, fontSize: size / 2 }} aria-hidden>
      ?
    </span>
  );
}

/** One rule that could not be judged. */
export function NotAssessed({ item, workloads }: NotAssessedProps) {
  const styles = useStyles2(getStyles);
  const concerned = item.workloads.length || workloads;
  return (
    <article className={styles.root} id={`rule-${item.rule}`}>
      <UnknownSign />
      <div className={styles.body}>
        <h3 className={styles.title}>
          {item.title} <span className={styles.rule}>{item.rule}</span>
        </h3>
        <div className={styles.text}>
          {count(concerned, 'workload was', 'workloads were')} not checked by this rule. Missing series:
        </div>
        <div className={styles.names}>{item.missing.join('  ')}</div>
        <div className={styles.remedy}>
          <pre>{item.remedy}</pre>
          <ClipboardButton size="sm" variant="secondary" getText={() => item.remedy} className={styles.copy}>
            Copy
          </ClipboardButton>
        </div>
      </div>
    </article>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const hatch = `repeating-linear-gradient(45deg, ${theme.colors.border.medium} 0 1px, transparent 1px 5px)`;
  return {
    sign: css({
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      flexShrink: 0,
      border: `1px dashed ${theme.colors.border.strong}`,
      borderRadius: theme.shape.radius.default,
      background: hatch,
      fontWeight: theme.typography.fontWeightBold,
    }),
    root: css({
      display: 'flex',
      gap: theme.spacing(1.5),
      padding: theme.spacing(1.5, 2),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      '&:target': { background: theme.colors.action.selected },
    }),
    body: css({ flex: 1, minWidth: 0 }),
    title: css({ ...theme.typography.body, fontWeight: theme.typography.fontWeightMedium, margin: 0 }),
    rule: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginLeft: theme.spacing(1) }),
    text: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
    names: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: 12, overflowWrap: 'anywhere' }),
    remedy: css({
      position: 'relative',
      marginTop: theme.spacing(1),
      '& pre': { margin: 0, padding: theme.spacing(1, 10, 1, 1.5), whiteSpace: 'pre-wrap', fontSize: 12 },
    }),
    copy: css({ position: 'absolute', top: 4, right: 4 }),
  };
}
