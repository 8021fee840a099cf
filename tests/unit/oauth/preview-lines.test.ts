import { describe, expect, test } from 'vitest'
import { previewLines } from '@/lib/oauth/preview-lines'
import { requestWarnings } from '@/lib/oauth/request-warnings'

const marks = (text: string, known: string) =>
  previewLines(text, known)
    .filter(({ mark }) => mark !== 'same')
    .map(({ text: line, mark }) => `${mark} ${line.trim()}`)

const json = (value: object) => JSON.stringify(value, null, 2)

describe('the lines of a preview', () => {
  test('are the same without a change', () => {
    expect(marks(json({ a: 1 }), json({ a: 1 }))).toEqual([])
  })

  test('are changed, added and left out', () => {
    const known = json({ a: 1, b: { c: [1, 2] }, d: 4, e: 5 })
    expect(marks(json({ a: 2, b: { c: [1] }, e: 5, f: 6 }), known)).toEqual([
      'changed "a": 2,',
      'left-out 2',
      'left-out "d": 4,',
      'changed "f": 6',
    ])
  })

  test('do not count the comma of a last member', () => {
    expect(marks(json({ a: 1, b: 2 }), json({ a: 1 }))).toEqual(['changed "b": 2'])
  })

  test('of a very long text are not compared', () => {
    const long = 'x\n'.repeat(5000)
    expect(marks(long, 'y')).toEqual([])
  })
})

describe('warnings', () => {
  const profile = { redirectUris: ['https://app.example/cb'] }
  const metadata = {
    scopes_supported: ['openid', 'accounts'],
    authorization_details_types_supported: ['a'],
    claims_parameter_supported: false,
  }

  test('name the value, the parameter and the metadata member', () => {
    const params = [
      ['scope', 'openid payments'],
      ['authorization_details', '[{"type":"a"},{"type":"b"}]'],
      ['claims', '{}'],
      ['redirect_uri', 'https://app.example/cb/'],
    ] as const
    expect(requestWarnings(params, profile, metadata)).toMatchObject([
      { field: 'scope', about: 'scopes_supported', seen: 'payments' },
      { field: 'authorization_details', seen: 'b', expected: 'a' },
      { field: 'redirect_uri', expected: 'https://app.example/cb' },
      { field: 'claims', about: 'claims_parameter_supported' },
    ])
  })

  test('are none where the metadata lists nothing', () => {
    expect(requestWarnings([['scope', 'x']], profile, {})).toEqual([])
  })
})
