// The line of one data source among several: its verdict and age, its progress, or why it was not read and what to do.
import React from 'react';
import { Button, Icon, LinkButton, useTheme2 } from '@grafana/ui';

import { SEVERITIES } from '../../model/finding';
import { mayEnter } from '../../sources/grafana/permissions';
import { headlineText } from '../../views/fleet/FleetHeadline';
import { quietVerdict, type Fleet } from '../../views/fleet/fleetRows';
import { SourceLine } from '../../views/fleet/SourceLine';
import type { LinkProps } from '../../views/linkProps';
import { SeverityIcon } from '../../views/SeverityIcon';
import { progressText } from '../../views/states/LoadingState';
import { asOfText } from '../../views/time/asOfText';
import { useTimes } from '../../views/time/times';
import { VerdictIcon } from '../../views/VerdictIcon';
import { Notices } from '../frame/SourceGate';
import { useOldest } from '../frame/useOldest';
import { href, sourceSettingsPath } from '../links';
import type { Answer } from '../sweep/question';
import type { Sweep } from '../sweep/useSweep';
import type { ShownBy } from '../url/fleetUrl';
import { Coverage } from './Coverage';
import { isEmpty } from './isEmpty';
import type { Reading } from './useReadings';
import { WhoTold } from './WhoTold';

/** What a data source told, with its moments in words, and the part of it that the filters let in. */
export interface TellingSource {
  readonly answer: Answer;
  readonly scope: Fleet;
}

interface SourceItemProps {
  readonly reading: Reading;
  /** Absent where it has not told anything. */
  readonly telling?: TellingSource;
  readonly rulesLink: LinkProps;
  readonly policyLink: LinkProps;
  readonly onBy: (by: ShownBy) => void;
}

/** One line. */
export function SourceItem(props: SourceItemProps) {
  const { reading, telling } = props;
  return telling ? <Told {...props} telling={telling} /> : <Untold reading={reading} />;
}

function Told({ reading, telling, rulesLink, policyLink, onBy }: SourceItemProps & { telling: TellingSource }) {
  const { sweep, watching, shown, source } = reading;
  const { answer, scope } = telling;
  const { report } = answer;
  const times = useTimes();
  const isReading = sweep.phase === 'loading';
  const readAt = `read at ${times.clock(answer.readAt)} ${times.zoneName}`;
  const asOf = asOfText(useOldest([answer]), times);
  const told = isEmpty(report)
    ? 'No workloads found: nothing is judged here'
    : headlineText(scope, { read: answer.soFar, asOf });
  return (
    <SourceLine
      sign={<FleetSign fleet={scope} />}
      name={source.name}
      words={
        <>
          {told} · {isReading ? `${answer.soFar ? '' : 'reading again: '}${progressOf(sweep)}` : readAt}
        </>
      }
      actions={
        <>
          {isReading && <CancelButton sweep={sweep} />}
          <LinkButton size="sm" fill="text" variant="secondary" {...policyLink}>
            Owners
          </LinkButton>
          <LinkButton size="sm" fill="text" variant="secondary" {...rulesLink}>
            Rules
          </LinkButton>
        </>
      }
    >
      {!isEmpty(report) && <Coverage answer={answer} rulesLink={rulesLink} />}
      <WhoTold watching={watching} shown={shown} onChange={onBy} />
      <Notices sweep={sweep} answer={answer} isInLine />
    </SourceLine>
  );
}

/** Waits, is read for the first time, failed, or was stopped. */
function Untold({ reading: { sweep, source } }: { readonly reading: Reading }) {
  const isOver = sweep.phase === 'failed' || sweep.phase === 'cancelled';
  if (!isOver) {
    return (
      <SourceLine
        sign={<Icon name="sync" />}
        name={source.name}
        words={progressOf(sweep)}
        actions={<CancelButton sweep={sweep} />}
      />
    );
  }
  const reason = sweep.phase === 'cancelled' ? 'you cancelled it.' : (sweep.failed[0]?.message ?? 'no reason given.');
  return (
    <SourceLine
      sign={<FailedSign />}
      name={source.name}
      words={
        <>
          <b>Not read:</b> {reason} Nothing is judged here.
        </>
      }
      actions={
        <>
          <Button size="sm" variant="secondary" onClick={sweep.refresh}>
            Try again
          </Button>
          {sweep.phase === 'failed' && mayEnter('dataSourceSettings') && (
            <LinkButton size="sm" variant="secondary" fill="outline" href={href(sourceSettingsPath(source.uid))}>
              Data source settings
            </LinkButton>
          )}
        </>
      }
    />
  );
}

/** One that the address names and that cannot be asked. */
export function GoneItem({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  return (
    <SourceLine
      sign={<FailedSign />}
      name={name}
      words={
        <>
          <b>Not available:</b> it is gone, does not speak PromQL, or you may not query it. Nothing is judged here.
        </>
      }
      actions={
        <Button size="sm" variant="secondary" onClick={onRemove}>
          Take it out
        </Button>
      }
    />
  );
}

function progressOf({ phase, progress }: Sweep): string {
  const isWaiting = phase === 'loading' && progress === undefined;
  return isWaiting ? 'waits for its turn' : progressText(progress).replace(/^[A-Z]/, (first) => first.toLowerCase());
}

function CancelButton({ sweep }: { readonly sweep: Sweep }) {
  return (
    <Button size="sm" variant="secondary" fill="outline" onClick={sweep.cancel}>
      Cancel
    </Button>
  );
}

function FailedSign() {
  const theme = useTheme2();
  return <Icon name="exclamation-triangle" style={{ color: theme.colors.error.text }} />;
}

/** The worst that is on, or else the worst that was; without any the verdict on the quiet ones. */
function FleetSign({ fleet }: { readonly fleet: Fleet }) {
  const on = fleet.rows.filter(({ phase }) => phase === 'on');
  const rows = on.length > 0 ? on : fleet.rows;
  const worst = SEVERITIES.find((severity) => rows.some(({ finding }) => finding.severity === severity));
  return worst ? (
    <SeverityIcon severity={worst} size={16} isPast={on.length === 0} />
  ) : (
    <VerdictIcon verdict={quietVerdict(fleet)} />
  );
}
