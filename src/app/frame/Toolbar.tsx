// One row above a page: what the page is about at the left, time and refresh at the right. Filters come with the answer,
// so whoever makes them puts them here from below: no second row for them.
import React, { createContext, useContext, useState } from 'react';
import { createPortal } from 'react-dom';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

const Place = createContext<HTMLElement | null>(null);

/** Shows its children at the left of the page's row. */
export function InToolbar({ children }: { readonly children: React.ReactNode }) {
  const place = useContext(Place);
  return place && createPortal(children, place);
}

interface ToolbarProps {
  /** Stands at the right. */
  readonly actions: React.ReactNode;
  readonly children: React.ReactNode;
}

/** The row, and the page that may put something into it. */
export function Toolbar({ actions, children }: ToolbarProps) {
  const styles = useStyles2(getStyles);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Place.Provider value={place}>
      <div className={styles.row}>
        <div ref={setPlace} className={styles.left} />
        <div className={styles.right}>{actions}</div>
      </div>
      {children}
    </Place.Provider>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1) }),
    // Filters wrap beside the pickers before the pickers give way.
    left: css({ flex: '1 1 400px', minWidth: 0, '&:empty': { display: 'none' } }),
    right: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      marginLeft: 'auto',
    }),
  };
}
