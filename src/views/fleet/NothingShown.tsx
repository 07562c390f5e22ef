// No row to show: either the filters hide them all, or nothing fought, which is said with proof.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';

import { distinct, sortBy } from '../../kit/array';
import { count, number } from '../../kit/text';
import { edgesOf } from '../../model/signal';
import type { Unassessed, WorkloadHistory } from '../../model/report';
import type { Verdict } from '../../model/verdict';
import { StateFrame } from '../states/StateFrame';
import { useTimes } from '../time/times';
import { VerdictIcon } from '../VerdictIcon';
import { NO_FILTERS, type FleetFilters } from './fleetFilters';
import { fleetSize, quietVerdict, type Fleet } from './fleetRows';
import { rangeText } from './sinceText';
import { Sparkline } from './Sparkline';
import { unheardText } from './unheardText';

interface NothingShownProps {
  readonly fleet: Fleet;
  /** True when filters beyond the scope hide rows. */
  readonly isNarrowed: boolean;
  readonly unassessed: readonly Unassessed[];
  readonly onFilters: (change: Partial<FleetFilters>) => void;
}

const MOST_MOVES = 3;

/** Instead of the table. */
export function NothingShown({ fleet, isNarrowed, unassessed, onFilters }: NothingShownProps) {
  if (isNarrowed && fleet.rows.length > 0) {
    const { actors, severities, phases, text, onlyNew } = NO_FILTERS;
    return (
      <StateFrame
        icon={<Icon name="filter" size="xxl" />}
        heading="No fight matches the filters"
        text={`${count(fleet.rows.length, 'workload')} that fought or will ${fleet.rows.length === 1 ? 'is' : 'are'} hidden by them.`}
        actions={
          <Button onClick={() => onFilters({ actors, severities, phases, text, onlyNew })}>Clear filters</Button>
        }
      />
    );
  }
  return <NothingFought fleet={fleet} unassessed={unassessed} />;
}

/** What stands where no row does: the verdict on those without a finding decides, as it does everywhere. */
const HEADINGS: Readonly<Record<Verdict, string>> = {
  fights: 'Nothing fought here',
  calm: 'Nothing fought here',
  'calm-by-proof': 'Nothing fought here',
  'calm-as-far-as-seen': 'Nothing seen fighting here',
  'not-judged': 'Not judged: this is not a calm fleet',
};

/** How many were judged, and how far. */
function judgedText(fleet: Fleet, unassessed: readonly Unassessed[]): string {
  const all = count(fleetSize(fleet), 'workload');
  const rules = distinct(unassessed.map((item) => item.rule)).length;
  const blind = fleet.quiet.filter(({ history }) => history.verdict === 'not-judged').length;
  const read = blind === 0 ? `${all} judged` : `${number(blind)} of ${all} not judged`;
  return rules === 0
    ? `${read} by every rule${fleet.isWhole ? '' : ', on what was read'}.`
    : `${read}; ${count(rules, 'kind')} not judged everywhere.`;
}

/** ` Dead was not read.` */
function unheardSentence(fleet: Fleet): string {
  const text = unheardText(fleet).slice(2);
  return text === '' ? '' : ` ${text}.`;
}

function NothingFought({ fleet, unassessed }: Pick<NothingShownProps, 'fleet' | 'unassessed'>) {
  const styles = useStyles2(getStyles);
  const { calendar } = useTimes();
  const verdict = quietVerdict(fleet);
  const moved = fleet.quiet.map(({ key, history }) => ({ key, history, moves: movesOf(history) }));
  const most = sortBy(moved, (item) => -item.moves.count).slice(0, MOST_MOVES);
  const isCalm = verdict === 'calm';
  return (
    <StateFrame
      icon={
        isCalm ? (
          <Icon name="check" size="xxxl" className={styles.check} />
        ) : (
          <VerdictIcon verdict={verdict} size={36} />
        )
      }
      heading={`${HEADINGS[verdict]}, ${rangeText(fleet.range, calendar)}`}
      text={`${judgedText(fleet, unassessed)}${unheardSentence(fleet)} Most moves:`}
    >
      <ul className={styles.list}>
        {most.map(({ key, history, moves }) => (
          <li key={key} className={styles.item}>
            <span>
              <b>{history.workload.name}</b> {history.workload.namespace}
            </span>
            <Sparkline history={history} range={fleet.range} width={220} height={24} isQuiet />
            <span>{moves.text}</span>
          </li>
        ))}
      </ul>
    </StateFrame>
  );
}

/** `3–11 pods, 17 moves`. */
function movesOf(history: WorkloadHistory): { count: number; text: string } {
  const spec = history.curves.find((curve) => curve.id === 'spec');
  const moves = edgesOf(spec).length;
  const low = spec?.values.reduce((a, b) => Math.min(a, b), Infinity) ?? 0;
  const high = spec?.values.reduce((a, b) => Math.max(a, b), -Infinity) ?? 0;
  const pods = low === high ? number(low) : `${number(low)}–${number(high)}`;
  return {
    count: moves,
    text: spec && spec.values.length > 0 ? `${pods} pods, ${count(moves, 'move')}` : 'no samples',
  };
}

function getStyles(theme: GrafanaTheme2) {
  return {
    check: css({ color: theme.colors.success.text }),
    list: css({ margin: 0, padding: 0, listStyle: 'none' }),
    item: css({
      display: 'grid',
      gridTemplateColumns: '1fr 220px 1fr',
      alignItems: 'center',
      gap: theme.spacing(2),
      minHeight: 40,
      '@media (max-width: 700px)': { gridTemplateColumns: '1fr', gap: 0, padding: theme.spacing(0.5, 0) },
      borderTop: `1px solid ${theme.colors.border.weak}`,
      color: theme.colors.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      '& b': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
    }),
  };
}
