import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { client, issuer, navigation, nothing, redirectUri, run } from './browser'

const world = { ...nothing, clients: [client], watchThirdParty: true }
const requestWith = (requestUri: string, endpoint = `${issuer}/auth`) =>
  `${endpoint}?${new URLSearchParams({ client_id: 'client-1', request_uri: requestUri })}`

const uris = [
  'urn:ietf:params:oauth:par:request_uri:a0cf571e',
  'urn:example:bwc4JK-ESC0w8acc191e-Y1LTC2',
  'URN:IETF:params:oauth:request_uri:x',
  'https://tfp.example.org/request.jwt/GkurKxf5T0Y-mnPFCHqWOMiZi4VS138cQO_V7PZHAdM',
  'http://localhost:8080/request.jwt',
]

describe('a request by reference', () => {
  test.each([...uris, 'a0cf571e', '42', '/internal/requests/1', 'custom:x'])(
    'at a known endpoint begins a flow with the request_uri %s',
    (uri) => {
      const flows = run(world, navigation('1', 1, [requestWith(uri), `${redirectUri}?code=c`]))
      expect(flows).toMatchObject([
        {
          matchedBy: 'endpoint',
          requestUri: uri,
          messages: [{ kind: 'authorization-request' }, { kind: 'authorization-response' }],
        },
      ])
    },
  )

  test('is any text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (uri) => {
        fc.pre(uri.isWellFormed())
        expect(run(world, navigation('1', 1, [requestWith(uri)]))).toMatchObject([
          { requestUri: uri },
        ])
      }),
    )
  })

  test.each(uris)('at an unknown endpoint begins one with %s', (uri) => {
    const flows = run(world, navigation('1', 1, [requestWith(uri, 'https://other.example/a')]))
    expect(flows).toMatchObject([{ matchedBy: 'shape', requestUri: uri }])
  })

  test.each(['a0cf571e', '/page', 'http://other.example/x', ''])(
    'at an unknown endpoint begins none with %j',
    (uri) => {
      expect(run(world, navigation('1', 1, [requestWith(uri, 'https://other.example/a')]))).toEqual(
        [],
      )
    },
  )

  test.each(['', 'client_id=&', 'grant_type=x&client_id=a&'])(
    'needs a client_id: "%s"',
    (query) => {
      const url = `${issuer}/auth?${query}request_uri=urn:example:a`
      expect(run(world, navigation('1', 1, [url]))).toEqual([])
    },
  )

  test('an endpoint is known in any spelling of its URL', () => {
    const known = { ...client, authorizationEndpoint: 'HTTPS://Auth.Example:443/auth' }
    const flows = run({ ...world, clients: [known] }, navigation('1', 1, [requestWith('opaque')]))
    expect(flows).toMatchObject([{ matchedBy: 'endpoint' }])
  })
})
