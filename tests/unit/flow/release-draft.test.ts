import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Params } from '@/lib/model/params'
import { changesOf, deliveryOf } from '@/lib/flow/read/release'
import {
  asReceived,
  draftChanges,
  draftOf,
  draftParams,
  withEdit,
  type Edit,
} from '@/lib/flow/read/release-draft'
import { previewOf, type Preview } from '@/lib/flow/read/release-preview'
import { formDecode, formEncode } from '@/lib/model/url'

const received: Params = [
  ['code', 'abc'],
  ['state', 's1'],
  ['state', 's2'],
]

describe('a draft', () => {
  test('without changes is the response as received', () => {
    expect(draftParams(received, asReceived)).toEqual(received)
    expect(draftChanges(received, asReceived)).toEqual([])
  })

  test('tells parameters of one name apart', () => {
    const draft = withEdit(asReceived, 2, 'other')
    expect(draftParams(received, draft)).toEqual([
      ['code', 'abc'],
      ['state', 's1'],
      ['state', 'other'],
    ])
    expect(draftChanges(received, draft)).toEqual([
      { name: 'state', from: 's2', to: 'other', kind: 'changed' },
    ])
  })

  test('leaves out, adds, and takes an edit back', () => {
    const draft = { ...withEdit(asReceived, 0, null), added: [['x', ''] as const] }
    expect(draftParams(received, draft)).toEqual([
      ['state', 's1'],
      ['state', 's2'],
      ['x', ''],
    ])
    expect(withEdit(draft, 0, undefined).edits[0]).toBeUndefined()
  })

  test('what is typed as received is not a change, and a name that is not typed yet adds nothing', () => {
    const draft = { ...withEdit(asReceived, 0, 'abc'), added: [['', 'v'] as const] }
    expect(draftChanges(received, draft)).toEqual([])
  })

  test('of a name leaves out all, changes the first, adds a missing one', () => {
    expect(draftParams(received, draftOf(received, 'state', null))).toEqual([['code', 'abc']])
    expect(draftParams(received, draftOf(received, 'state', 'n'))).toEqual([
      ['code', 'abc'],
      ['state', 'n'],
      ['state', 's2'],
    ])
    expect(draftParams(received, draftOf(received, 'iss', 'i')).at(-1)).toEqual(['iss', 'i'])
    expect(draftOf(received, 'iss', null)).toEqual(asReceived)
  })

  const params = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 5 })
  const edits = fc.array(fc.option(fc.option(fc.string(), { nil: undefined }), { nil: null }))

  test('has changes exactly where the release differs from the response', () => {
    fc.assert(
      fc.property(params, edits, params, (came, all, added) => {
        const draft = { edits: all as Edit[], added }
        const goes = draftParams(came, draft)
        const same = JSON.stringify(goes) === JSON.stringify(came)
        // A parameter that is left out and added again goes as it came, though it was changed.
        if (draftChanges(came, draft).length === 0) expect(same).toBe(true)
        if (!same) expect(draftChanges(came, draft).length).toBeGreaterThan(0)
        if (changesOf(came, goes).length > 0)
          expect(draftChanges(came, draft).length).toBeGreaterThan(0)
      }),
    )
  })
})

/** What a preview says is sent, as one text. */
function textOf({ base, mark, items, rest }: Preview): string {
  const sent = items.filter(({ kind }) => kind !== 'left-out')
  const text = sent.map((item) => item.segment).join('&')
  return base + (sent.length > 0 ? mark : '') + text + rest
}

function response(container: 'query' | 'fragment' | 'form', url: string, params: Params) {
  return { responseMode: container, url, target: url.replace(/[?#].*$/s, ''), params }
}

describe('the preview', () => {
  test('is the URL that came, to the byte, while nothing is changed', () => {
    const url =
      'https://app.example/cb?tenant=1&code=a%20b&state=x+y&iss=https://as.example#inherited'
    const came = {
      ...response('query', url, formDecode('code=a%20b&state=x+y&iss=https://as.example')),
      target: 'https://app.example/cb?tenant=1',
    }
    expect(textOf(previewOf(came, asReceived))).toBe(url)
  })

  test('marks what was changed, strikes out what is left out in its place, and adds at the end', () => {
    const came = response('query', 'https://app.example/cb?code=abc&state=s1&iss=i', [
      ['code', 'abc'],
      ['state', 's1'],
      ['iss', 'i'],
    ])
    const draft = { edits: [undefined, null, 'https://b.example'], added: [['x', '1'] as const] }
    expect(previewOf(came, draft).items.map(({ segment, kind }) => [segment, kind])).toEqual([
      ['code=abc', 'same'],
      ['state=s1', 'left-out'],
      ['iss=https%3A%2F%2Fb.example', 'changed'],
      ['x=1', 'added'],
    ])
  })

  test('of a form says where it is posted to', () => {
    const came = response('form', 'https://app.example/cb', [['code', 'a b']])
    expect(previewOf(came, asReceived)).toEqual({
      base: 'https://app.example/cb',
      mark: null,
      items: [{ name: 'code', text: 'a+b', segment: 'code=a+b', kind: 'same' }],
      rest: '',
    })
  })

  test('is exactly what is sent, for any response and any change', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 6 })
    const name = text.filter((each) => each !== '')
    const params = fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 5 })
    const edit = fc.oneof(fc.constant(undefined), fc.constant(null), text)
    fc.assert(
      fc.property(
        fc.constantFrom('query', 'fragment'),
        params,
        fc.array(edit, { maxLength: 5 }),
        fc.array(fc.tuple(name, text), { maxLength: 2 }),
        (container, came, edits, added) => {
          const decoded = formDecode(formEncode(came))
          const mark = container === 'query' ? '?' : '#'
          const url = `https://app.example/cb${mark}${formEncode(came)}`
          const held = response(container, url, decoded)
          const draft = { edits, added }
          const { url: sent } = deliveryOf(held, draftParams(decoded, draft))
          const shown = previewOf(held, draft)
          expect(textOf(shown)).toBe(sent.replace(/[?#]$/, ''))
          const struck = shown.items.filter(({ kind }) => kind === 'left-out').length
          const out = draftChanges(decoded, draft).filter(({ kind }) => kind === 'left-out').length
          expect(struck).toBe(out)
        },
      ),
    )
  })
})
