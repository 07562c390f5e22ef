// A list of any length: its first few at once, and all of it page by page when somebody wants it. So no list draws thousands.
import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Pagination, useStyles2 } from '@grafana/ui';

import { number } from '../../kit/text';

interface PagesProps<T> {
  readonly items: readonly T[];
  /** Shown before anybody asks for more, and on each page after that. */
  readonly first: number;
  readonly size: number;
  readonly children: (shown: readonly T[]) => React.ReactNode;
}

/** Draws what `children` makes of the items shown, and the way to the others. */
export function Pages<T>({ items, first, size, children }: PagesProps<T>) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const [wanted, setWanted] = useState(1);
  const pages = Math.ceil(items.length / size);
  // A filter or the next read may leave fewer.
  const page = Math.min(wanted, Math.max(1, pages));
  if (!isOpen) {
    return (
      <>
        {children(items.slice(0, first))}
        {items.length > first && (
          <Button fill="text" size="sm" onClick={() => setOpen(true)}>
            Show all {number(items.length)}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      {children(items.slice((page - 1) * size, page * size))}
      <div className={styles.foot}>
        <Button fill="text" size="sm" onClick={() => setOpen(false)}>
          Show the first {number(first)}
        </Button>
        <Pagination currentPage={page} numberOfPages={pages} onNavigate={setWanted} hideWhenSinglePage />
      </div>
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    foot: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
      paddingRight: theme.spacing(2),
    }),
  };
}
