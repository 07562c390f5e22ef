// No row to show: either the filters hide them all, or nothing fought, which is said with proof.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';

import { distinct, sortBy } from '../../kit/array';
import { count, number } from '../../kit/text';
import { edgesOf } from '../../model/signal';
import type { Unassessed, WorkloadHistory } from '../../model/report';
import { StateFrame } from '../states/StateFrame';
import { useTimes } from '../time/times';
import { NO_FILTERS, type FleetFilters } from './fleetFilters';
import { fleetSize, type Fleet } from './fleetRows';
import { rangeText } from './sinceText';
import { Sparkline } from './Sparkline';

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

function NothingFought({ fleet, unassessed }: Pick<NothingShownProps, 'fleet' | 'unassessed'>) {
  const styles = useStyles2(getStyles);
  const { calendar } = useTimes();
  const rules = distinct(unassessed.map((item) => item.rule)).length;
  const moved = fleet.quiet.map(({ key, history }) => ({ key, history, moves: movesOf(history) }));
  const most = sortBy(moved, (item) => -item.moves.count).slice(0, MOST_MOVES);
  return (
    <StateFrame
      icon={<Icon name="check" size="xxxl" className={styles.check} />}
      heading={`Nothing fought here, ${rangeText(fleet.range, calendar)}`}
      text={`${count(fleetSize(fleet), 'workload')} assessed by every rule that has its series; ${rules === 0 ? 'no rule' : count(rules, 'rule')} left unassessed. Most moves:`}
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
      height: 40,
      borderTop: `1px solid ${theme.colors.border.weak}`,
      color: theme.colors.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      '& b': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
    }),
  };
}
