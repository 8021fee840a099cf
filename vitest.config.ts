import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'
import { isWhole } from './tests/e2e/support/whole.ts'

/** What they ask of a server and judge is the same in both browsers: in Firefox a whole run alone plays them. */
const likeChromium = ['client-auth', 'client-grants', 'salt-edge', 'signed-responses', 'verdicts']

const e2e = {
  exclude: isWhole ? [] : likeChromium.map((name) => `tests/e2e/firefox/${name}.test.ts`),
  fileParallelism: false,
  testTimeout: 60_000,
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
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'ui',
          include: ['tests/ui/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['tests/ui/setup.ts'],
        },
      },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...e2e } },
    ],
  },
})
