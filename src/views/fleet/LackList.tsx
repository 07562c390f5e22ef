// What was not judged, one line for each missing tool or setting: how many kinds wait for it, and what brings it.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { distinct } from '../../kit/array';
import { count } from '../../kit/text';
import type { Lack } from '../../model/lack';
import type { LinkProps } from '../linkProps';

interface LackListProps {
  /** The most useful first: what failed, what this cluster evidently has, what it may simply not have. */
  readonly lacks: readonly Lack[];
  /** On how many workloads, after the number of kinds. */
  readonly where: string;
  readonly rulesLink: LinkProps;
}

/** `4 kinds not judged on 34 of 45 workloads`, with the lines behind it; nothing when everything was. */
export function LackList({ lacks, where, rulesLink }: LackListProps) {
  const styles = useStyles2(getStyles);
  const rules = distinct(lacks.flatMap((lack) => lack.rules)).length;
  if (rules === 0) {
    return null;
  }
  return (
    <details className={styles.root}>
      <summary className={styles.summary}>
        <b>{count(rules, 'kind')} not judged</b>
        {where}: which, and how to get them
      </summary>
      <ul className={styles.list} aria-label="What was not judged">
        {lacks.map(({ text, remedy, missing }) => (
          <li key={text} title={missing.join(', ')}>
            <b>{text.replace(/\.+$/, '')}.</b> {remedy}
          </li>
        ))}
      </ul>
      <a {...rulesLink} className={styles.link}>
        All kinds, and what each of them reads
      </a>
    </details>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      minWidth: 0,
      '&[open]': { flexBasis: '100%' },
      '& b': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
    }),
    summary: css({ cursor: 'pointer', '&:hover': { textDecoration: 'underline' } }),
    list: css({
      margin: theme.spacing(0.5, 0),
      paddingLeft: theme.spacing(2.5),
      overflowWrap: 'anywhere',
      '& li': { marginBottom: theme.spacing(0.5) },
    }),
    link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  };
}
