import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { addedReasons, leftCodes } from '@/lib/share/import-report'
import { withheldCodes } from '@/lib/share/withhold'

test('every reason to leave or to withhold something has a sentence', () => {
  const strings = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
    import: {
      added: Record<string, string>
      left: Record<string, string>
      withheld: Record<string, string>
    }
  }
  expect(Object.keys(strings.import.withheld).toSorted()).toEqual([...withheldCodes].toSorted())
  expect(Object.keys(strings.import.added).toSorted()).toEqual([...addedReasons].toSorted())
  expect(Object.keys(strings.import.left).toSorted()).toEqual([...leftCodes].toSorted())
})
