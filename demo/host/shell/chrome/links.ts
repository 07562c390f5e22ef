// Plain <a href> of plugins (LinkButton, TextLink, markdown) navigate inside the page, as they do in Grafana.
import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';

/** Served by the server, not by a page. */
const NOT_A_PAGE = /^\/(public|api|apis|login|logout|demo)(\/|$)/;

export function interceptLinks(): void {
  document.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0;
    if (
      !anchor?.href ||
      modified ||
      event.defaultPrevented ||
      (anchor.target && anchor.target !== '_self') ||
      anchor.hasAttribute('download')
    ) {
      return;
    }
    const url = new URL(anchor.href);
    if (
      url.origin !== window.location.origin ||
      NOT_A_PAGE.test(url.pathname) ||
      (url.hash && url.pathname === window.location.pathname)
    ) {
      return;
    }
    event.preventDefault();
    locationService.push(locationUtil.stripBaseFromUrl(`${url.pathname}${url.search}${url.hash}`));
  });
}
