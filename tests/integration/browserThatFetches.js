// What @grafana/data looks for while it is being loaded, together with Node's own fetch, which jsdom lacks.
const { default: JsdomEnvironment } = require('jest-environment-jsdom');

module.exports = class extends JsdomEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { fetch, AbortController, AbortSignal, URL, URLSearchParams, TextDecoder, TextEncoder });
  }
};
