// Tests beside the code, of the demo and of the whole line. Clock and language are pinned; d3-color ships .mjs files,
// which the scaffold's transform leaves alone.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');

const [swc] = Object.values(base.transform);

module.exports = {
  ...base,
  // Jest leaves a core to the terminal: on a machine with two that is half of them.
  maxWorkers: '100%',
  testSequencer: require.resolve('./tests/support/longestFirst.js'),
  testMatch: [...base.testMatch, '<rootDir>/demo/**/*.test.ts', '<rootDir>/tests/**/*.test.{ts,tsx}'],
  modulePathIgnorePatterns: ['<rootDir>/demo/host/versions/', '<rootDir>/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/e2e/', '<rootDir>/tests/together/', '<rootDir>/dist/'],
  // The browser build of yaml, which jsdom would choose, is no CommonJS.
  moduleNameMapper: {
    ...base.moduleNameMapper,
    '^yaml$': require.resolve('yaml'),
    '^fast-check$': require.resolve('./tests/support/sameSeed.js'),
  },
  transform: { ...base.transform, '^.+\\.mjs$': swc },
};
