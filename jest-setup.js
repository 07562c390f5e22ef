// Jest setup provided by Grafana scaffolding; it patches the DOM, which tests of the pure rooms do without.
if (typeof HTMLCanvasElement !== 'undefined') {
  require('./.config/jest-setup');
  // Grafana's comboboxes measure their texts on a canvas of their own, outside the document. What we paint on stays blank.
  const WIDTH_OF_LETTER = 7;
  const ruler = { measureText: (text) => ({ width: text.length * WIDTH_OF_LETTER }) };
  globalThis.HTMLCanvasElement.prototype.getContext = function () {
    return this.isConnected ? undefined : ruler;
  };
  // Neither sizes nor views change here: what observes them hears nothing.
  class Unmoved {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  globalThis.ResizeObserver ??= Unmoved;
  globalThis.IntersectionObserver ??= Unmoved;
  // What is waited for comes within milliseconds, but not while two workers and two servers share two cores.
  require('@testing-library/react').configure({ asyncUtilTimeout: 5000 });
}
