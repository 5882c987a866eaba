import sandbox from './sandbox/jest.config.mjs';
import { specsNotRun } from './test/support/specs-not-run.mjs';

// test/planted tests a copy of the build with a bug in it, where specs use the shop's own code, too.
const copy = process.env.FOLIO_TEST_BUILD;

// ts-jest only transpiles (isolatedModules): types are checked by `npm run typecheck`.
const shared = {
  testEnvironment: 'node',
  // Not in the temporary folder, which goes with the run.
  cacheDirectory: '<rootDir>/.test/jest',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    ...(copy && { '^\\.\\./\\.\\./src/(.*)\\.js$': `${copy}/$1.js` }),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
  modulePathIgnorePatterns: copy
    ? []
    : ['<rootDir>/dist/', '<rootDir>/.test/', '<rootDir>/sandbox/'],
};

const project = (displayName, testMatch, extra = {}) => ({
  ...shared,
  displayName,
  testMatch: [`<rootDir>/${testMatch}`],
  ...extra,
});

const set = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

const running = {
  ...set,
  setupFilesAfterEnv: ['<rootDir>/sandbox/test/support/every-answer-fits.ts'],
};

const notRun = specsNotRun(process.env).map(({ name }) => `/${name}$`);

export default {
  projects: [
    project('unit', '{src,test}/**/*.spec.ts'),
    project('int', 'src/**/*.int-spec.ts', set),
    project('model', 'test/model/**/*.model-spec.ts', set),
    project('e2e', 'test/e2e/**/*.e2e-spec.ts', {
      ...running,
      testPathIgnorePatterns: ['/node_modules/', ...notRun],
    }),
    project('browser', 'test/browser/**/*.browser-spec.ts', running),
    ...sandbox.projects,
  ],
  testSequencer: './test/support/longest-first.mjs',
  // Much of what a spec does is waiting: two cores have time for three.
  maxWorkers: 3,
  testTimeout: 60_000,
};
