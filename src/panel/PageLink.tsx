// The way from the panel to the workload's page, or what stands in its place where there is none.
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { PageDoor } from './pageDoor';

export interface PageLinkProps {
  readonly door: PageDoor;
  readonly href: string;
  /** What has no room here, to be seen on the page; may be empty. */
  readonly hidden?: string;
  /** Room for the arrow alone. */
  readonly isShort?: boolean;
  readonly title: string;
}

/** The words of the link for this door, for a layout that must know them first. */
export function linkText(door: PageDoor, hidden: string): string {
  switch (door) {
    case 'open':
      return `${hidden || 'open'} ↗`;
    case 'disabled':
      return 'app disabled';
    case 'closed':
      return hidden;
  }
}

/** Why there is no link while the app is disabled. */
export const DISABLED_TEXT =
  'The Truce app is disabled: an administrator can enable it under Plugins. Its pages cannot be opened.';

export function PageLink({ door, href, hidden = '', isShort = false, title }: PageLinkProps) {
  const styles = useStyles2(getStyles);
  return door === 'open' ? (
    <a className={styles.link} href={href} title={title} aria-label={isShort ? title : undefined}>
      {isShort ? '↗' : linkText(door, hidden)}
    </a>
  ) : (
    <span className={styles.text} title={door === 'disabled' ? DISABLED_TEXT : title}>
      {isShort ? '' : linkText(door, hidden)}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const text = {
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
  } as const;
  return {
    text: css(text),
    link: css({ ...text, '&:hover, &:focus-visible': { color: theme.colors.text.link, textDecoration: 'underline' } }),
  };
}
