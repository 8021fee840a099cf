import { globSync, readFileSync } from 'node:fs'
import { analyse } from 'scslre'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Patterns that are only tried on texts of a few characters. */
const bounded: ReadonlySet<string> = new Set([
  // A line of at most 2000 characters.
  String.raw`/("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)|([^"\d\-tfn]+|.)/g`,
])

function patternsIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral)
      found.push((node as ts.RegularExpressionLiteral).text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Whether a pattern can take more than linear time, by its structure. */
function isSlow(pattern: string): boolean {
  const end = pattern.lastIndexOf('/')
  const literal = { source: pattern.slice(1, end), flags: pattern.slice(end + 1) }
  return analyse(literal).reports.length > 0
}

const files = globSync('{lib,components,entrypoints,modules}/**/*.{ts,tsx}')

test('no pattern backtracks more than linearly', () => {
  expect(files.length).toBeGreaterThan(500)
  const slow = files.flatMap((file) =>
    patternsIn(file)
      .filter((pattern) => !bounded.has(pattern) && isSlow(pattern))
      .map((pattern) => `${file}: ${pattern}`),
  )
  expect(slow).toEqual([])
})

test.each([
  String.raw`/\s+$/`,
  String.raw`/^(\S+)\s+(.*)$/s`,
  String.raw`/^([a-z]+:\/\/[^/]*)(.*?)\/?$/i`,
  String.raw`/^(?:a+)+$/`,
])('%s is slow', (pattern) => {
  expect(isSlow(pattern)).toBe(true)
})
