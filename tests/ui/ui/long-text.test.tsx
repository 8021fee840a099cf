import { fireEvent, render, screen } from '@testing-library/react'
import fc from 'fast-check'
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { ValueTable } from '@/components/panel/message/value-table'
import { RawTab } from '@/components/panel/message/raw-tab'
import { TokenText } from '@/components/panel/message/token-text'
import { Value } from '@/components/held/release-row'
import { ErrorRows } from '@/components/popup/error-rows'
import { VerdictRow } from '@/components/popup/verdict-row'
import { boundedJson } from '@/components/ui/bounded-json'
import { Evidence } from '@/components/ui/evidence'
import { JsonTree } from '@/components/ui/json-tree'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { MaskedUrl } from '@/components/ui/masked'
import { tokenResponse } from '../../rules/answers'

const long = 'x'.repeat(1_000_000)

/** Characters that the browser has to lay out, tooltips included. */
function drawn(content: ReactNode): number {
  const { container } = render(content)
  const titles = [...container.querySelectorAll('[title]')].map((each) =>
    each.getAttribute('title'),
  )
  return container.textContent.length + titles.join('').length
}

const lines = Array.from({ length: 100_000 }, () => 'a: b').join('\n')
const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `p${at}`, text: 'v', results: [] }))

test.each<readonly [string, ReactNode]>([
  [
    'an error',
    <ErrorRows key="" code={long} description={long} advice={[]} onInspect={() => undefined} />,
  ],
  [
    'a parameter with its verdict',
    <VerdictRow
      key=""
      name="iss"
      opaque={false}
      verdict={{
        status: 'fail',
        text: 'x',
        bad: true,
        got: long,
        sent: long,
        specRef: 'RFC6749-4.1.2',
      }}
    />,
  ],
  [
    'a value',
    <ValueTable
      key=""
      label="l"
      place="parameter"
      rows={[{ name: 'scope', text: long, results: [] }]}
    />,
  ],
  [
    'a name',
    <ValueTable
      key=""
      label="l"
      place="parameter"
      rows={[{ name: long, text: 'v', results: [] }]}
    />,
  ],
  ['many values', <ValueTable key="" label="l" place="parameter" rows={rows(20_000)} />],
  ['JSON with a long text', <JsonTree key="" label="l" value={{ a: long, [long]: 1 }} />],
  [
    'JSON with many members',
    <JsonTree key="" label="l" value={{ a: Array.from({ length: 20_000 }, () => ({ b: 'c' })) }} />,
  ],
  ['a message of one line', <RawTab key="" message={tokenResponse({}, { body: long }).message} />],
  [
    'a message of many lines',
    <RawTab key="" message={tokenResponse({}, { body: lines }).message} />,
  ],
  ['a token', <TokenText key="" text={`${long}.${long}.${long}`} />],
  ['a token of many parts', <TokenText key="" text={'.a'.repeat(100_000)} />],
  ['a held value', <Value key="" value={long} />],
  ['evidence', <Evidence key="" seen={long} expected={long} />],
  ['a URL', <MaskedUrl key="" url={`https://a.example/${long}`} />],
])('%s of a megabyte is cut where it is shown', (_, content) => {
  expect(drawn(content)).toBeLessThan(40_000)
})

describe('LongText', () => {
  test('shows more at each click, and in the end everything', () => {
    const text = 'y'.repeat(50_000)
    const { container } = render(<LongText text={text} />)
    fireEvent.click(screen.getByRole('button', { name: 'Show more of 50000 characters' }))
    expect(container.textContent.length).toBeLessThan(21_000)
    fireEvent.click(screen.getByRole('button', { name: 'Show more of 50000 characters' }))
    fireEvent.click(screen.getByRole('button', { name: 'Show all 50000 characters' }))
    expect(container.textContent).toBe(text)
  })

  test('leaves a short text alone', () => {
    const { container } = render(<LongText text="access_denied" />)
    expect(container.textContent).toBe('access_denied')
  })
})

test('a cut never splits a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, length) => {
      expect(beginningOf(text, length).isWellFormed()).toBe(true)
    }),
  )
})

test('JSON of usual size is shown unchanged', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(boundedJson({ value })).toEqual({ value })
    }),
  )
})
