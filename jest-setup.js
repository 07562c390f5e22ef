// Jest setup provided by Grafana scaffolding; it patches the DOM, which tests of the pure rooms do without.
if (typeof HTMLCanvasElement !== 'undefined') {
  require('./.config/jest-setup');
}
