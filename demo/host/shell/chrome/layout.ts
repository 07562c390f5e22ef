// Sizes of the frame around a page, in pixels.
export const HEADER_HEIGHT = 40;
export const MENU_WIDTH = 208;
export const STRIP_HEIGHT = 44;
/** Below this width the menu starts closed, as Grafana's does. */
export const MENU_DOCKS_FROM = 1280;
