import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { registry } from '@/lib/rules/registry'

const { rules: texts } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  rules: Record<string, { passed: string }>
}

/** A sentence that changes here has to be true for every fixture that passes its rule. */
test('what each check claims when it passes', async () => {
  const lines = Object.entries(registry).flatMap(([on, list]) => [
    `\n## ${on}\n`,
    ...list.map(({ id }) => `- \`${id}\`: ${texts[id.replaceAll('-', '_')]?.passed}`),
  ])
  await expect(`# Passed\n${lines.join('\n')}\n`).toMatchFileSnapshot('passed-texts.md')
})

test('no check claims https where this machine is accepted', () => {
  const claims = Object.values(texts).map(({ passed }) => passed)
  const ofHttps = claims.filter((passed) => passed.includes('`https`'))
  expect(ofHttps.length).toBeGreaterThan(0)
  expect(ofHttps.filter((passed) => !passed.includes('this machine'))).toEqual([])
})
