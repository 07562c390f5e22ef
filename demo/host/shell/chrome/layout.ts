// Sizes of the frame around a page, in pixels: those of a real Grafana, except for the demo's strip.
export const HEADER_HEIGHT = 40;
export const MENU_WIDTH = 300;
export const STRIP_HEIGHT = 44;
/** From this width on the menu is docked beside the page; below it lies over it. Grafana's breakpoint `xl`. */
export const MENU_DOCKS_FROM = 1200;
