import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'
import { isWhole } from './tests/e2e/support/whole.ts'

/** These take long: `npm run test:whole` alone has them. */
const inWholeRuns = [
  'chromium/accessibility-client',
  'chromium/accessibility-held',
  'chromium/client-auth',
  'chromium/client-grants',
  'chromium/client-survival',
  'chromium/display',
  'chromium/flood',
  'chromium/kills',
  'chromium/mtls',
  'chromium/negative-tests',
  'chromium/plain-server',
  'chromium/release-cookies',
  'chromium/salt-edge',
  'chromium/stress',
  'chromium/tokens',
  'firefox/answers',
  'firefox/calls',
  'firefox/client-auth',
  'firefox/client-grants',
  'firefox/client-survival',
  'firefox/consents',
  'firefox/decoupled',
  'firefox/devtools-network',
  'firefox/discovery',
  'firefox/flood',
  'firefox/from-new-profile',
  'firefox/held-page',
  'firefox/hold-offline',
  'firefox/keep',
  'firefox/kills',
  'firefox/matrix',
  'firefox/mix-up',
  'firefox/mtls',
  'firefox/negative-tests',
  'firefox/plain-server',
  'firefox/private-window',
  'firefox/recording',
  'firefox/refused-at-server',
  'firefox/registration',
  'firefox/release-cookies',
  'firefox/requests',
  'firefox/salt-edge',
  'firefox/signed-payloads',
  'firefox/signed-responses',
  'firefox/stranger',
  'firefox/stress',
  'firefox/survival',
  'firefox/tokens',
  'firefox/verdicts',
]

/** Far more than any takes: a test fails for what it asserts, not because the machine is slow. */
const testTimeout = 60_000

const e2e = {
  exclude: (isWhole ? [] : inWholeRuns).map((name) => `tests/e2e/${name}.test.ts`),
  // A browser and its server load both cores.
  fileParallelism: false,
  testTimeout,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 10_000 } },
}

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['tests/{unit,rules}/**/*.test.ts'],
          environment: 'node',
          // Loading the modules again for every file takes longer than many of the tests.
          isolate: false,
          testTimeout,
        },
      },
      {
        plugins: [WxtVitest()],
        // As in tsconfig.json.
        oxc: { jsx: { runtime: 'automatic', importSource: '@/components/ui/jsx' } },
        test: {
          name: 'ui',
          include: ['tests/ui/**/*.test.tsx'],
          environment: 'happy-dom',
          // Each file has its own modules, and a thread starts in half the time of a process.
          pool: 'threads',
          globalSetup: ['tests/ui/global-setup.ts'],
          setupFiles: ['tests/ui/setup.ts'],
          testTimeout,
        },
      },
      {
        // As in tsconfig.json, for the files that Parley writes.
        resolve: { alias: { '@': import.meta.dirname } },
        test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...e2e },
      },
    ],
  },
})
