// The real servers, started once for all files: see start.mjs. One file at a time, the machine is theirs.
const base = require('../../jest.config');

module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/{integration,faults}/*.spec.{ts,tsx}'],
  testEnvironment: './tests/integration/browserThatFetches.js',
  globalSetup: './tests/integration/start.mjs',
  globalTeardown: './tests/integration/stop.mjs',
  maxWorkers: 1,
  silent: true, // @grafana/data's translations advertise themselves
  testTimeout: 120_000,
};
