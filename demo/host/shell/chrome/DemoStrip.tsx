// The demo's control strip: load slider, fix switch and the simulated cluster's own words, polled every two seconds.
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { STRIP_HEIGHT } from './layout';

interface DemoState {
  load: number;
  min: number;
  max: number;
  step: number;
  unit: string;
  fix: boolean;
  title: string;
  lines: string[];
}

const POLL_MS = 2000;
/** A dragged slider sends at most this often. */
const SEND_MS = 150;

export function DemoStrip() {
  const styles = useStyles2(getStyles);
  const { state, failed, change } = useDemo();
  const loadId = useId();
  const fixId = useId();
  if (!state) {
    return (
      <div className={styles.strip} data-testid="demo-strip">
        {failed ? 'The demo does not answer.' : 'Waiting for the demo …'}
      </div>
    );
  }
  return (
    <section className={styles.strip} aria-label="Demo controls" data-testid="demo-strip">
      <strong className={styles.title}>{state.title}</strong>
      <label htmlFor={loadId} className={styles.label}>
        Load
      </label>
      <input
        id={loadId}
        data-testid="demo-load"
        type="range"
        className={styles.slider}
        min={state.min}
        max={state.max}
        step={state.step}
        value={state.load}
        aria-valuetext={`${state.load} ${state.unit}`}
        onChange={(event) => change({ load: Number(event.currentTarget.value) })}
      />
      <output htmlFor={loadId} className={styles.value}>
        {state.load} {state.unit}
      </output>
      <span id={fixId} className={styles.label}>
        Fix
      </span>
      <button
        type="button"
        role="switch"
        aria-checked={state.fix}
        aria-labelledby={fixId}
        data-testid="demo-fix"
        className={styles.switch}
        onClick={() => change({ fix: !state.fix })}
      >
        <span className={styles.knob} />
      </button>
      <span className={styles.onOff} aria-hidden>
        {state.fix ? 'on' : 'off'}
      </span>
      <ul className={styles.lines} aria-live="off" data-testid="demo-lines">
        {state.lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
      {failed && <span className={styles.failed}>The demo does not answer.</span>}
    </section>
  );
}

function useDemo() {
  const [state, setState] = useState<DemoState>();
  const [failed, setFailed] = useState(false);
  const pending = useRef<Partial<Pick<DemoState, 'load' | 'fix'>>>({});
  const timer = useRef<number | undefined>(undefined);

  const exchange = useCallback(async (body?: object) => {
    try {
      const response = await fetch(
        '/demo/control',
        body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}
      );
      if (!response.ok) {
        throw new Error(response.statusText);
      }
      const answer: DemoState = await response.json();
      // What the hand has moved since wins over an answer that is older.
      setState({ ...answer, ...pending.current });
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, []);

  useEffect(() => {
    void exchange();
    const poll = window.setInterval(() => void exchange(), POLL_MS);
    return () => window.clearInterval(poll);
  }, [exchange]);

  const change = useCallback(
    (wish: Partial<Pick<DemoState, 'load' | 'fix'>>) => {
      pending.current = { ...pending.current, ...wish };
      setState((before) => before && { ...before, ...wish });
      timer.current ??= window.setTimeout(() => {
        const body = pending.current;
        pending.current = {};
        timer.current = undefined;
        void exchange(body);
      }, SEND_MS);
    },
    [exchange]
  );

  return { state, failed, change };
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    position: 'fixed',
    left: 0,
    right: 0,
    bottom: 0,
    height: STRIP_HEIGHT,
    zIndex: theme.zIndex.navbarFixed,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0, 2),
    background: theme.colors.background.secondary,
    borderTop: `1px solid ${theme.colors.border.medium}`,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
    overflowX: 'auto',
    overflowY: 'hidden',
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, marginRight: theme.spacing(1) }),
  label: css({ margin: 0, color: theme.colors.text.secondary }),
  slider: css({ width: 220, flexShrink: 1, minWidth: 80, accentColor: theme.colors.primary.main }),
  value: css({ minWidth: '15ch', flexShrink: 0, fontVariantNumeric: 'tabular-nums' }),
  switch: css({
    position: 'relative',
    width: 32,
    height: 16,
    flexShrink: 0,
    padding: 0,
    border: `1px solid ${theme.colors.border.strong}`,
    borderRadius: 8,
    background: theme.colors.action.disabledBackground,
    cursor: 'pointer',
    '&[aria-checked="true"]': { background: theme.colors.primary.main, borderColor: theme.colors.primary.main },
    '&[aria-checked="true"] > span': { left: 17, background: theme.colors.primary.contrastText },
  }),
  knob: css({
    position: 'absolute',
    top: 1,
    left: 1,
    width: 12,
    height: 12,
    borderRadius: '50%',
    background: theme.colors.text.secondary,
  }),
  onOff: css({ minWidth: 20 }),
  lines: css({
    display: 'flex',
    gap: theme.spacing(2),
    flex: '1 0 auto',
    listStyle: 'none',
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
  failed: css({ color: theme.colors.error.text }),
});
