// Links that the router follows, while the browser still knows their address: new tab, copy link, middle click.
import { useCallback, type MouseEvent } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

import type { LinkProps } from '../views/linkProps';
import { href } from './links';
import { keepZone } from './url/zone';

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** Turns a path of this app into the attributes of a link. */
export function useLinkTo(): (path: string) => LinkProps {
  const navigate = useNavigate();
  // Of the address only the zone goes along: links stay the same while somebody types a filter.
  const zone = keepZone('', useLocation().search);
  return useCallback(
    (page: string) => {
      const path = keepZone(page, zone);
      return {
        href: href(path),
        onClick: (event) => {
          if (isPlainClick(event)) {
            event.preventDefault();
            navigate(path);
          }
        },
      };
    },
    [navigate, zone]
  );
}
