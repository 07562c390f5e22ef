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
        <div className={styles.right}>{actions}</div>
        <div ref={setPlace} className={styles.left} />
      </div>
      {children}
    </Place.Provider>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const gap = theme.spacing(1);
  return {
    // Filters flow around the pickers as words do around a picture: a second row has the whole width.
    row: css({ display: 'flow-root', marginBottom: `-${gap}` }),
    right: css({
      float: 'right',
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'flex-end',
      gap,
      margin: theme.spacing(0, 0, 1, 1),
    }),
    // What has its own rows (the fleet's filters) says so by a block.
    left: css({
      '& > [data-flow="words"]': { display: 'block' },
      '& > :not([role="search"]), & > [data-flow="words"] > *': {
        display: 'inline-flex',
        verticalAlign: 'top',
        margin: theme.spacing(0, 1, 1, 0),
      },
    }),
  };
}
