import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const strings = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  issues: Record<string, string>
}

const sources = [
  'lib/oauth',
  'lib/background',
  'lib/flow',
  'lib/client',
  'components/ui',
  'components/popup',
]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(file, 'utf8'))

test('every issue that the code can name has a sentence', () => {
  const codes = sources.flatMap((text) =>
    [...text.matchAll(/\bcode: '(\w+)'/g)].map(([, code]) => code ?? ''),
  )
  const failures = ['timeout', 'unreachable', 'redirect', 'too_large', 'access']
  expect(codes.length).toBeGreaterThan(20)
  const needed = [...codes, ...failures.map((failure) => `fetch_${failure}`)]
  expect(needed.filter((code) => !strings.issues[code])).toEqual([])
})
