import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const page = read('SECURITY.md')
const cellsOf = (row: string) => row.split('|').map((cell) => cell.trim())
const isRow = (line: string) =>
  line.startsWith('| ') && !/^\| (?:-|Asset|Permission|Statement)/.test(line)

const evidence = read('docs/security-evidence.md')
  .split('\n')
  .filter(isRow)
  .map((line) => {
    const [, statement = '', proof = ''] = cellsOf(line)
    return { statement, proof }
  })

test.each(evidence)('SECURITY.md says: $statement', ({ statement, proof }) => {
  expect(page).toContain(statement)
  const files = proof.match(/(?<=`)tests\/[^`]+(?=`)/g) ?? []
  expect(files.filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url)))).toEqual([])
  expect(files.length > 0 || proof.length > 10).toBe(true)
})

test('each statement of SECURITY.md in a list or table has its evidence', () => {
  const statements = page.split('\n').filter((line) => line.startsWith('- ') || isRow(line))
  expect(statements.length).toBeGreaterThan(50)
  const missing = statements.filter(
    (line) => !evidence.some(({ statement }) => line.includes(statement)),
  )
  expect(missing).toEqual([])
})
