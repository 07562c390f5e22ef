// The real servers, started once for all files: see start.mjs. Two files at a time, each with proxies and servers of its own
// for what it spoils; those that are shared are only read.
const base = require('../../jest.config');

module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/{integration,faults}/*.spec.{ts,tsx}'],
  testEnvironment: './tests/integration/browserThatFetches.js',
  globalSetup: './tests/integration/start.mjs',
  globalTeardown: './tests/integration/stop.mjs',
  maxWorkers: 2,
  silent: true, // @grafana/data's translations advertise themselves
  testTimeout: 120_000,
};
