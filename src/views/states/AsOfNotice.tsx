// A report whose "now" is a while ago says of which moment it is.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import type { UnixMs } from '../../kit/interval';
import { useTimes } from '../time/times';

/** One line above the table. */
export function AsOfNotice({ at }: { readonly at: UnixMs }) {
  const styles = useStyles2(getStyles);
  const times = useTimes();
  return (
    <div className={styles.root} role="status">
      <Icon name="clock-nine" size="sm" />
      <span>
        As of {times.clock(at, false)} {times.zoneName}: what happened since is not in here.
      </span>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    root: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      ...theme.typography.bodySmall,
      color: theme.colors.warning.text,
    }),
  };
}
