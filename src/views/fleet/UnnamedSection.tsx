// Workloads of a large fleet that no scan named: by name, for there is no curve of what was not read. Each namespace can be read
// in full.
import React, { memo } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { groupBy } from '../../kit/array';
import { number } from '../../kit/text';
import { verdictWords } from '../../model/verdict';
import { workloadKey, type WorkloadRef } from '../../model/workload';
import { Pages } from '../lines/Pages';
import type { LinkProps } from '../linkProps';
import { VerdictIcon } from '../VerdictIcon';
import { whereText } from './cellText';
import type { SourceName, UnnamedGroup } from './fleetRows';
import { getSectionStyles } from './sectionStyles';

interface UnnamedSectionProps {
  readonly group: UnnamedGroup;
  readonly linkTo: (workload: WorkloadRef, finding: undefined, source?: SourceName) => LinkProps;
  /** The page narrowed to the namespace of this workload, which is then read in full; undefined where it is too large for that. */
  readonly readLink: (workload: WorkloadRef, source?: SourceName) => LinkProps | undefined;
}

/** Names that are shown at first, and on each page of all of them. */
const FIRST = 24;
const PAGE = 200;

/** Why nothing was read of them: the sentence of the section. */
function aboutText({ verdict }: UnnamedGroup): string {
  return verdict === 'calm-by-proof'
    ? 'no scan of the fleet named them, so no kind can have fought above info'
    : 'no scan named them, but not every scan was answered';
}

/** The names, namespace by namespace. */
export const UnnamedSection = memo(function UnnamedSection({ group, linkTo, readLink }: UnnamedSectionProps) {
  const styles = useStyles2(getStyles);
  const section = useStyles2(getSectionStyles);
  const { workloads, verdict, unjudged, source } = group;
  const where = source ? ` in ${source.name}` : '';
  return (
    <section
      className={section.root}
      aria-label={`Workloads${where} that no scan named: ${verdictWords({ verdict, unjudged })}`}
    >
      <h2 className={cx(section.title, styles.title)}>
        <VerdictIcon verdict={verdict} />
        <span>
          Not named by any scan{where}{' '}
          <span className={section.about}>
            {number(workloads.length)} {verdictWords({ verdict, unjudged })} · {aboutText(group)}
          </span>
        </span>
      </h2>
      <p className={styles.note}>
        No samples of them were read, so findings of severity info were not looked for. A namespace that you read in
        full is judged on every kind.
      </p>
      <Pages items={workloads} first={FIRST} size={PAGE}>
        {(shown) =>
          [...groupBy(shown, whereText)].map(([place, own]) => (
            <Place key={place} place={place} workloads={own} source={source} linkTo={linkTo} readLink={readLink} />
          ))
        }
      </Pages>
    </section>
  );
});

type PlaceProps = Pick<UnnamedSectionProps, 'linkTo' | 'readLink'> & {
  readonly place: string;
  readonly workloads: readonly WorkloadRef[];
  readonly source: SourceName | undefined;
};

/** One namespace: the way to read it, and the names. */
function Place({ place, workloads, source, linkTo, readLink }: PlaceProps) {
  const styles = useStyles2(getStyles);
  const [first] = workloads;
  const read = first && readLink(first, source);
  return (
    <>
      <h3 className={styles.place}>
        {place}
        {read && (
          <a {...read} className={styles.read}>
            Read in full<span className="sr-only">: {place}</span>
          </a>
        )}
      </h3>
      <ul className={styles.grid}>
        {workloads.map((workload) => (
          <li key={workloadKey(workload)} className={styles.item}>
            <a
              {...linkTo(workload, undefined, source)}
              className={styles.link}
              title={`${workload.namespace}/${workload.name}`}
            >
              <b>{workload.name}</b>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    title: css({ minHeight: 32, padding: theme.spacing(0.5, 2) }),
    note: css({
      ...theme.typography.bodySmall,
      margin: 0,
      padding: theme.spacing(1, 2, 0),
      color: theme.colors.text.secondary,
    }),
    place: css({
      display: 'flex',
      alignItems: 'baseline',
      gap: theme.spacing(1.5),
      margin: theme.spacing(1, 2, 0),
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightMedium,
    }),
    read: css({
      color: theme.colors.text.link,
      fontWeight: theme.typography.fontWeightRegular,
      '&:hover': { textDecoration: 'underline' },
    }),
    grid: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
      gap: theme.spacing(0.5, 3),
      margin: 0,
      padding: theme.spacing(0.5, 2, 1),
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
      '& b': { fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.primary },
      '&:hover': { textDecoration: 'underline' },
    }),
  };
}
