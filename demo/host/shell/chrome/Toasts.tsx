// Toasts for AppEvents.alertSuccess and its siblings, as plugins publish them.
import { css } from '@emotion/css';
import { AppEvents, type AlertPayload, type EventBusSrv, type GrafanaTheme2 } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Alert, Portal, useStyles2, type AlertVariant } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { HEADER_HEIGHT } from './layout';

interface Toast {
  id: number;
  severity: AlertVariant;
  title: string;
  text?: string;
}

/** As long as Grafana's: errors stay a little longer. */
const SHOWN_MS: Record<AlertVariant, number> = { success: 3000, info: 3000, warning: 5000, error: 7000 };
let lastId = 0;

export function Toasts() {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<Toast[]>([]);
  const drop = (id: number) => setToasts((before) => before.filter((one) => one.id !== id));
  useEffect(() => {
    const kinds = [
      ['success', AppEvents.alertSuccess],
      ['info', AppEvents.alertInfo],
      ['warning', AppEvents.alertWarning],
      ['error', AppEvents.alertError],
    ] as const;
    const bus = getAppEvents() as EventBusSrv;
    const stops = kinds.map(([severity, event]) => {
      const show = (payload?: [string, (string | Error)?, string?]) => {
        const id = ++lastId;
        setToasts((before) => [
          ...before,
          { id, severity, title: String(payload?.[0] ?? ''), text: payload?.[1]?.toString() },
        ]);
        setTimeout(() => drop(id), SHOWN_MS[severity]);
      };
      bus.on<AlertPayload>(event.name, show);
      return () => bus.off<AlertPayload>(event.name, show);
    });
    return () => stops.forEach((stop) => stop());
  }, []);
  return (
    <Portal>
      <div className={styles.list} role="status">
        {toasts.map((toast) => (
          <Alert key={toast.id} title={toast.title} severity={toast.severity} elevated onRemove={() => drop(toast.id)}>
            {toast.text}
          </Alert>
        ))}
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    position: 'fixed',
    top: HEADER_HEIGHT + 8,
    right: 16,
    width: 400,
    maxWidth: 'calc(100vw - 32px)',
    zIndex: theme.zIndex.portal,
  }),
});
