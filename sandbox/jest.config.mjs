const rootDir = import.meta.dirname;

// ts-jest only transpiles (isolatedModules): types are checked by `npm run typecheck`.
const project = (displayName, testMatch, extra = {}) => ({
  rootDir,
  displayName: `sandbox ${displayName}`,
  testMatch: [`<rootDir>/${testMatch}`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^stripe-sandbox/testing$': '<rootDir>/src/testing/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.test/'],
  ...extra,
});

const running = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/every-answer-fits.ts'],
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
