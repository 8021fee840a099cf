import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { standingOf } from '@/lib/flow/read/summary'
import { authorizeUrl, client, issuer, navigation, nothing, run, stored } from './browser'

const a = stored('a')
const world = { ...nothing, clients: [client], requests: [a] }
const url = authorizeUrl(a)

type End = Parameters<typeof navigation>[3]

const opened = (end: End, ...more: readonly string[]) => navigation('1', 1, [url, ...more], end)

function only(flows: readonly Flow[]): Flow {
  expect(flows).toHaveLength(1)
  return flows[0] as Flow
}

const requestsOf = ({ messages }: Flow) =>
  messages.filter((message) => message.kind === 'authorization-request')

describe("the server's own error page", () => {
  test.each([
    ['/error?error=invalid_request', 400, 'error-page invalid_request'],
    ['/error?error=invalid_request', 200, 'error-page invalid_request'],
    [
      '/oops?error=invalid_request_uri&error_description=used',
      200,
      'error-page invalid_request_uri',
    ],
    ['/oops?error=redirect_uri_mismatch', 200, 'error-page redirect_uri_mismatch'],
    ['/error?code=500', 200, 'error-page'],
    ['/error?code=500', 403, 'error-page 403'],
    ['/oauth2/error.html', 200, 'error-page'],
    ['/error/400', 200, 'error-page'],
    ['/error?error=AADSTS50011', 200, 'error-page AADSTS50011'],
    ['/login?error=true', 200, 'waiting'],
    ['/login?error', 200, 'waiting'],
    ['/login?error=bad_credentials', 401, 'page-failed 401'],
    ['/terror', 200, 'waiting'],
    ['/oops', 400, 'page-failed 400'],
  ])('%s with %i', (path, status, expected) => {
    const flow = only(run(world, opened({ status }, `${issuer}${path}`)))
    expect(requestsOf(flow)).toMatchObject([{ httpResult: { status: 303 } }])
    expect(responsesOf(flow)).toEqual([])
    const hop = flow.messages.at(-1)
    expect(hop).toMatchObject({ kind: 'hop', url: `${issuer}${path.split('?')[0]}`, status })
    const { outcome, error } = standingOf(flow)
    expect(error === null ? outcome : `${outcome} ${error}`).toBe(expected)
  })

  test('only its code is kept', () => {
    const secret = `${issuer}/error?error=invalid_request&login_hint=me%40example.org`
    const flow = only(run(world, opened({ status: 400 }, secret)))
    expect(JSON.stringify(flow.messages.slice(-1))).not.toContain('example.org')
    const text = `${issuer}/error?error=${encodeURIComponent('No account me@example.org')}`
    expect(JSON.stringify(only(run(world, opened({ status: 400 }, text))))).not.toContain(
      'No account',
    )
    const other = `https://idp.example/error?error=invalid_request`
    expect(JSON.stringify(only(run(world, opened({ status: 400 }, other))))).not.toContain(
      'errorCode',
    )
  })

  test('a response at the redirect_uri is one still, also on the host of the server', () => {
    const own = `${issuer}/cb`
    const known = { ...world, clients: [{ ...client, redirectUris: [own] }] }
    const flow = only(run(known, opened({ status: 200 }, `${own}?error=access_denied&state=s`)))
    expect(responsesOf(flow)).toHaveLength(1)
    expect(standingOf(flow)).toMatchObject({ outcome: 'error', error: 'access_denied' })
  })
})
