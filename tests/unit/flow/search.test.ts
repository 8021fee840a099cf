import { describe, expect, test } from 'vitest'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { searchHits, searchText } from '@/lib/flow/read/search'
import { searchValues } from '@/lib/flow/read/search-values'
import { flowWith, held } from '../../samples/held'
import { tokenResponse } from '../../rules/answers'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const idToken = `${encode({ alg: 'PS256', kid: 'as-2026' })}.${encode({ sub: 'aisyah', acr: 'urn:loa:3' })}.c2ln`

const body = {
  access_token: 'opaque-access-token-1',
  id_token: idToken,
  authorization_details: [
    {
      type: 'urn:ofm:accounts',
      consent: { consentId: 'c-5d0e7b', permissions: ['read_accounts'] },
    },
  ],
}

const tokens = tokenResponse(body).message as OAuthMessage

const flow = flowWith(
  [
    held({
      params: [
        ['code', 'SplxlOBeZQQYbYS6WxSbIA'],
        ['state', 'af0ifjsldkj'],
      ],
      results: [
        {
          id: 'ar-iss-match',
          on: 'authorization-response',
          of: 'message',
          about: 'iss',
          outcome: 'failed',
          severity: 'fail',
          findings: [
            { code: 'differs', seen: 'https://evil.example', expected: 'https://as.example' },
          ],
          refs: [],
        },
      ],
    }),
    tokens,
  ],
  { requestUri: 'urn:ietf:params:oauth:request_uri:6esc_11' },
)

const find = (text: string) => searchHits(searchValues(flow), searchText(text))
const shown = (text: string) =>
  find(text).map(({ path, before, match, after }) => `${path.at(-1)} ${before}[${match}]${after}`)

describe('a search finds', () => {
  test.each([
    ['state', 'af0ifj', 'state [af0ifj]sldkj'],
    ['the request_uri', '6ESC_11', 'request_uri …request_uri:[6esc_11]'],
    ['a consent id', 'c-5d0e7b', 'consentId [c-5d0e7b]'],
    ['a permission', 'read_acc', 'permissions [read_acc]ounts'],
    ['a claim', 'loa:3', 'acr urn:[loa:3]'],
    ['a member of a JOSE header', 'as-2026', 'kid [as-2026]'],
    ['what a check got', 'evil', 'got https://[evil].example'],
  ])('%s', (_, text, hit) => {
    expect(shown(text)).toContain(hit)
  })

  test('names the message and the way to the value', () => {
    expect(find('read_acc')[0]).toMatchObject({
      kind: 'token-response',
      path: ['authorization_details', 'consent', 'permissions'],
    })
  })

  test('nothing without a text, and each value once', () => {
    expect(find('  ')).toEqual([])
    const params = [['state', 's-77']] as const
    const twice = flowWith([held({ id: 'a', params }), held({ id: 'b', params })])
    expect(searchHits(searchValues(twice), 's-77')).toHaveLength(1)
  })
})

describe('a secret', () => {
  test.each([
    ['code', 'splxlo', 'code [SplxlO]•••'],
    ['code', 'YbYS6', 'code •••[YbYS6]•••'],
    ['access_token', 'opaque', 'access_token [opaque]•••'],
    ['id_token', idToken.slice(0, 10), `id_token [${idToken.slice(0, 10)}]•••`],
  ])('shows only what was typed: %s %s', (_, text, hit) => {
    expect(shown(text)).toContain(hit)
  })

  test('is not found by two characters', () => {
    expect(shown('Sp')).toEqual([])
  })

  test('in a body that cannot be read is a secret', () => {
    const broken = flowWith([{ ...tokens, body: '{"access_token":"abcdef' } as OAuthMessage])
    const [hit] = searchHits(searchValues(broken), 'abcd')
    expect(hit).toMatchObject({ before: '•••', match: 'abcd', after: '•••' })
  })
})

test('a huge message is searched up to a limit', () => {
  const params = Array.from({ length: 20_000 }, (_, at) => [`p${at}`, `v${at}`] as const)
  expect(searchValues(flowWith([held({ params })]))).toHaveLength(4000)
  const nested = `${'{"a":'.repeat(900)}1${'}'.repeat(900)}`
  expect(searchValues(flowWith([held({ params: [['deep', nested]] })])).length).toBeLessThan(20)
})
