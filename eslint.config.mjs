// Grafana's rules, plus the type-checked ones of typescript-eslint: no `any`, no promise that nobody waits for.
import tsPlugin from '@typescript-eslint/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import grafana from './.config/eslint.config.mjs';

const TYPED = ['src/**/*.{ts,tsx}', 'tests/**/*.{ts,tsx}', 'demo/cluster/**/*.ts', 'playwright.config.ts'];
const TESTS = ['**/*.test.{ts,tsx}', '**/*.spec.ts', 'tests/**/*.{ts,tsx}'];
const NODE_GLOBALS = Object.fromEntries(
  [
    ...['AbortController', 'AbortSignal', 'Buffer', 'clearInterval', 'clearTimeout', 'console', 'fetch', 'performance'],
    ...['process', 'queueMicrotask', 'Response', 'setInterval', 'setTimeout', 'structuredClone', 'TextDecoder'],
    ...['TextEncoder', 'URL', 'URLSearchParams'],
  ].map((name) => [name, 'readonly'])
);

/** Rules that only ask whether React Compiler could optimize a component; Grafana plugins are not built with it. */
const COMPILER_ADVICE = ['preserve-manual-memoization', 'refs', 'set-state-in-effect', 'incompatible-library'];
/** Rules that run that compiler to find mistakes: slow, so only where components are. */
const COMPILER_CHECKS = [
  ...['component-hook-factories', 'config', 'error-boundaries', 'gating', 'globals', 'immutability', 'purity'],
  ...['set-state-in-render', 'static-components', 'unsupported-syntax', 'use-memo'],
];
const off = (names) => Object.fromEntries(names.map((name) => [`react-hooks/${name}`, 'off']));

/** The selection `recommended-type-checked`, without the parts that set up parser and plugin again. */
const typeChecked = Object.assign(
  {},
  ...tsPlugin.configs['flat/recommended-type-checked'].map((config) => config.rules ?? {})
);

export default defineConfig([
  globalIgnores([
    '.config/**',
    'dist/**',
    'coverage/**',
    'demo/host/build/**',
    'demo/host/versions/**',
    'playwright-report/**',
    'test-results/**',
    // Copied, not ours to style.
    'tests/recordings/score.mjs',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...grafana,
  { rules: off(COMPILER_ADVICE) },
  { ignores: ['src/**'], rules: off(COMPILER_CHECKS) },
  {
    files: TYPED,
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './tests/tsconfig.json'] } },
    rules: {
      ...typeChecked,
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/array-type': 'off',
      '@typescript-eslint/require-await': 'off', // a fake of an async function awaits nothing
      '@typescript-eslint/unbound-method': 'off', // our objects are closures: their functions know no `this`
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'no-fallthrough': 'error',
      // Type-only and value imports of one module stand in one statement.
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/cli/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'tests/**/*.{ts,tsx}', 'demo/**/*.{ts,tsx,mjs}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Name what you export: a default export has a new name in every file.',
        },
        { selector: 'TSEnumDeclaration', message: 'A union of literals says the same and leaves no code behind.' },
      ],
    },
  },
  {
    // Jest types its asymmetric matchers, `expect.stringMatching(...)`, as any.
    files: TESTS,
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Playwright calls its fixture callback `use`, which is no React hook.
    files: ['tests/**/*'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    // Built by esbuild with the automatic JSX runtime; it hands out `moment` as Grafana does.
    files: ['demo/host/shell/**'],
    rules: { 'react/react-in-jsx-scope': 'off', 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      ecmaVersion: 2023,
      globals: { ...NODE_GLOBALS, module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
]);
