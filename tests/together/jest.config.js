// All unit tests, as `npm test` runs them: the rules of a family share one file (see rulesOf).
const base = require('../../jest.config');

const HERE = '<rootDir>/tests/together/';
const BESIDE_A_RULE = '/rules/[^/]+/[^/]+/rule\\.test\\.ts$';

module.exports = {
  ...base,
  rootDir: '../..',
  testPathIgnorePatterns: [...base.testPathIgnorePatterns.filter((pattern) => pattern !== HERE), BESIDE_A_RULE],
};
