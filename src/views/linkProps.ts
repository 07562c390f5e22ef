// What a link needs so that the app, not the browser, follows it. Views know no router.
import type { MouseEventHandler } from 'react';

export interface LinkProps {
  readonly href: string;
  readonly onClick: MouseEventHandler<HTMLElement>;
}
