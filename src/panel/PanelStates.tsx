// What stands in place of a timeline: loading, nothing asked, failed, wrong data, workload gone. Each says what to do.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { assertNever } from '../kit/result';
import { count } from '../kit/text';
import type { SignalKind } from '../model/series';
import { specOf } from '../queries/catalogue';
import { panelQueries } from '../queries/panelQueries';
import type { QueryProblem } from './readPanel';
import { stateHeading, type OtherState } from './stateHeading';

export interface PanelStatesProps {
  readonly state: OtherState;
  readonly width: number;
  readonly height: number;
}

/** Below this there is room for a line of words only. */
const SMALL = { width: 240, height: 96 };

/** The name to show people: the first spelling of the catalogue. */
function seriesName(kind: SignalKind): string {
  return (
    specOf(kind)
      ?.pattern.replace(/\([^)]*\)\?/g, '')
      .split('|')[0] ?? kind
  );
}

function someNames(kinds: readonly SignalKind[]): string {
  const names = kinds.slice(0, 3).map(seriesName).join(', ');
  return kinds.length > 3 ? `${names} and ${kinds.length - 3} more` : names;
}

function queriesText(): string {
  return panelQueries()
    .map(({ refId, expr }) => `# ${refId}\n${expr}`)
    .join('\n\n');
}

function Queries() {
  const styles = useStyles2(getStyles);
  return (
    <>
      <ol className={styles.steps}>
        <li>Choose a Prometheus or VictoriaMetrics data source that has kube-state-metrics.</li>
        <li>
          Add these queries, type <b>Instant</b>, format <b>Time series</b>. Put your namespace and workload in place of{' '}
          <code>$namespace</code> and <code>$workload</code>, or add two dashboard variables of these names.
        </li>
        <li>Or open the workload in the Truce app and use “Add to dashboard”: it writes them for you.</li>
      </ol>
      <ClipboardButton size="sm" variant="primary" icon="copy" getText={queriesText}>
        Copy the queries
      </ClipboardButton>
      <pre className={styles.text}>{queriesText()}</pre>
    </>
  );
}

function Problems({ problems }: { readonly problems: readonly QueryProblem[] }) {
  return (
    <ul>
      {problems.map((problem, i) => (
        <li key={i}>
          {problem.refId === '' ? '' : `Query ${problem.refId}: `}
          {problem.message}
        </li>
      ))}
    </ul>
  );
}

function Body({ state }: { readonly state: OtherState }) {
  switch (state.kind) {
    case 'loading':
      return <LoadingPlaceholder text={stateHeading(state)} />;
    case 'empty':
      return (
        <>
          <h4>{stateHeading(state)}</h4>
          <p>The queries of this panel brought no series. That is not a calm workload: nothing was looked at.</p>
          <Queries />
        </>
      );
    case 'failed':
      return (
        <div role="alert">
          <h4>{stateHeading(state)}</h4>
          <p>Nothing was read, so nothing is judged: this is not a calm workload.</p>
          <Problems problems={state.problems} />
        </div>
      );
    case 'wrong':
      return (
        <>
          <h4>{stateHeading(state)}</h4>
          <p>
            {count(state.frames, 'frame')} came, but none of: <code>{state.missing.map(seriesName).join(', ')}</code>.{' '}
            {state.found.length > 0 && <>Recognised: {someNames(state.found)}. </>}
            Legends and label-dropping functions such as sum() take away what Truce reads.
          </p>
          <Queries />
        </>
      );
    case 'absent':
      return (
        <>
          <h4>{stateHeading(state)}</h4>
          <p>
            <code>{state.workload}</code> was chosen in the panel options; the queries bring{' '}
            {state.known.length === 0 ? 'no workload' : state.known.slice(0, 6).join(', ')}.
            {state.workload.includes('$') && ' The dashboard has no variable of that name.'}
          </p>
        </>
      );
    default:
      return assertNever(state);
  }
}

export function PanelStates({ state, width, height }: PanelStatesProps) {
  const styles = useStyles2(getStyles);
  if (width < SMALL.width || height < SMALL.height) {
    const heading = stateHeading(state);
    return (
      <div className={styles.small} role="status" title={heading}>
        {heading}
      </div>
    );
  }
  return (
    <div className={styles.root} style={{ maxHeight: height }} role="status">
      <Body state={state} />
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      overflow: 'auto',
      overflowWrap: 'anywhere',
      padding: theme.spacing(1, 1.5),
      fontSize: theme.typography.bodySmall.fontSize,
      '& h4': { fontSize: theme.typography.h5.fontSize },
      '& p': { color: theme.colors.text.secondary, maxWidth: 720 },
    }),
    small: css({
      maxHeight: '100%',
      overflow: 'hidden',
      padding: theme.spacing(0.25, 1),
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: '16px',
      color: theme.colors.text.secondary,
    }),
    steps: css({ paddingLeft: theme.spacing(2.5), maxWidth: 720 }),
    text: css({
      marginTop: theme.spacing(1),
      maxHeight: 180,
      overflow: 'auto',
      fontSize: 11,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    }),
  };
}
