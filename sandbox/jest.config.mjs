import path from 'node:path';

const rootDir = import.meta.dirname;
// Absolute: the configuration of the whole repository uses these projects, too.
const inSupport = (name) => path.join(rootDir, 'test/support', name);

// ts-jest only transpiles (isolatedModules): types are checked by `npm run typecheck`.
const project = (displayName, testMatch, extra = {}) => ({
  rootDir,
  displayName: `sandbox ${displayName}`,
  testMatch: [`<rootDir>/${testMatch}`],
  testEnvironment: 'node',
  cacheDirectory: path.join(rootDir, '.test/jest'),
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^stripe-sandbox/testing$': path.join(rootDir, 'src/testing/index.ts'),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.test/'],
  ...extra,
});

const running = {
  globalSetup: inSupport('global-setup.mjs'),
  globalTeardown: inSupport('global-teardown.mjs'),
  setupFilesAfterEnv: [inSupport('every-answer-fits.ts')],
};

export default {
  projects: [
    project('unit', '{src,test}/**/*.spec.ts'),
    project('e2e', 'test/e2e/**/*.e2e-spec.ts', running),
    project('browser', 'test/browser/**/*.browser-spec.ts', running),
  ],
  // Much of what a spec does is waiting: two cores have time for three.
  maxWorkers: 3,
  testTimeout: 60_000,
};
