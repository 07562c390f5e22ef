// What is not seen here, by what would change it: each setting with the fights that would be seen then.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';

import { count } from '../../kit/text';
import type { RuleDescription } from '../../model/rule';
import type { Gain } from '../../queries/gains';
import type { LinkProps } from '../../views/linkProps';
import { BreakingName } from '../../views/finding/BreakingName';
import { UnknownSign } from '../../views/states/UnknownSign';
import { gainAnchor, ruleAnchor } from './ruleAnchors';

interface GainListProps {
  readonly gains: readonly Gain[];
  /** A link to a place on this page. */
  readonly linkTo: (anchor: string) => LinkProps;
}

/** One block per setting. */
export function GainList({ gains, linkTo }: GainListProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {gains.map((gain, i) => (
        <article key={gain.remedy} id={gainAnchor(i)} tabIndex={-1} className={styles.root}>
          {gain.judged.length > 0 ? <UnknownSign /> : <span className={styles.noSign} />}
          <div className={styles.body}>
            <h3 className={styles.title}>
              {gain.judged.length > 0
                ? `${count(gain.judged.length, 'kind')} of fight would be seen`
                : `${count(gain.better.length, 'kind')} of fight would be told better`}
            </h3>
            <Rules title="Seen with it" rules={gain.judged} linkTo={linkTo} />
            <Rules title="Told with more certainty or detail" rules={gain.better} linkTo={linkTo} />
            <div className={styles.remedy}>
              <pre>
                <BreakingName text={gain.remedy} />
              </pre>
              <ClipboardButton
                size="sm"
                variant="secondary"
                icon="copy"
                getText={() => gain.remedy}
                aria-label={`Copy setting ${i + 1}`}
              >
                Copy
              </ClipboardButton>
            </div>
            <div className={styles.names}>
              <span className={styles.about}>Missing: </span>
              <BreakingName text={gain.series.join(', ')} />
            </div>
          </div>
        </article>
      ))}
    </>
  );
}

interface RulesProps extends Pick<GainListProps, 'linkTo'> {
  readonly title: string;
  readonly rules: readonly RuleDescription[];
}

function Rules({ title, rules, linkTo }: RulesProps) {
  const styles = useStyles2(getStyles);
  if (rules.length === 0) {
    return null;
  }
  return (
    <div className={styles.rules}>
      <span className={styles.about}>{title}: </span>
      {rules.map((rule, i) => (
        <React.Fragment key={rule.id}>
          {i > 0 && ' · '}
          <a {...linkTo(ruleAnchor(rule.id))} className={styles.link}>
            {rule.title}
          </a>
        </React.Fragment>
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const small = theme.typography.bodySmall;
  return {
    root: css({
      display: 'flex',
      gap: theme.spacing(1.5),
      padding: theme.spacing(1.5, 2),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      scrollMarginTop: theme.spacing(8),
      '&:focus': { outline: 'none', background: theme.colors.action.selected },
    }),
    noSign: css({ width: 28, flexShrink: 0 }),
    body: css({ flex: 1, minWidth: 0 }),
    title: css({ ...theme.typography.body, fontWeight: theme.typography.fontWeightMedium, margin: 0 }),
    about: css({ ...small, color: theme.colors.text.secondary }),
    rules: css({ ...small, overflowWrap: 'anywhere' }),
    link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
    names: css({ ...small, fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere' }),
    remedy: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      margin: theme.spacing(0.75, 0),
      '& pre': {
        flex: '1 1 240px',
        minWidth: 0,
        margin: 0,
        padding: theme.spacing(0.75, 1.5),
        whiteSpace: 'pre-wrap',
        wordBreak: 'normal',
        overflowWrap: 'anywhere',
        fontSize: 12,
      },
    }),
  };
}
