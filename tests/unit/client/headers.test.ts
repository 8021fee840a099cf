import { expect, test } from 'vitest'
import { pushAuthorization } from '@/lib/client/authorization'
import type { CallResult, ClientContext } from '@/lib/client/client-context'
import { callResource, introspect, revoke, userInfo } from '@/lib/client/resources'
import { refreshTokens } from '@/lib/client/token-requests'
import { header } from '@/lib/model/http-text'
import { answering, contextOf, issuer, profileOf, recorder } from './harness'
import { made } from './sandbox'

const profile = profileOf({
  headers: [
    { name: 'x-fapi-interaction-id', value: '{{uuid}}', on: 'all' },
    { name: 'x-fapi-auth-date', value: '{{auth_time|http}}', on: 'resources' },
    { name: 'Accept', value: 'application/jwt', on: 'server' },
    { name: 'Authorization', value: 'Bearer stolen', on: 'all' },
  ],
})

const calls: Readonly<Record<string, (ctx: ClientContext) => Promise<CallResult>>> = {
  par: async (ctx) => pushAuthorization(ctx, await made(ctx)),
  token: (ctx) => refreshTokens(ctx, { refreshToken: 'r' }),
  introspection: (ctx) => introspect(ctx, 'a', 'access_token'),
  revocation: (ctx) => revoke(ctx, 'a', 'refresh_token'),
  userinfo: (ctx) => userInfo(ctx, 'a', 'Bearer'),
  resource: (ctx) =>
    callResource(ctx, {
      accessToken: 'a',
      tokenType: null,
      method: 'GET',
      url: `${issuer}/accounts`,
      headers: [['x-own', '1']],
      body: '',
    }),
}

/** The headers of one call. */
async function sentBy(name: string, ctx: Partial<ClientContext> = {}) {
  const { send, exchanges } = recorder(answering(200, '{}'))
  await calls[name]?.(contextOf({ profile, send, ...ctx }))
  return exchanges[0]?.request.headers ?? []
}

test.each(['par', 'token', 'introspection', 'revocation', 'userinfo'])(
  'a call of %s carries the headers of the profile, new each time, and keeps its credentials',
  async (name) => {
    const [first, second] = [await sentBy(name), await sentBy(name)]
    const id = header(first, 'x-fapi-interaction-id')
    expect(id).toMatch(/^[\da-f-]{36}$/)
    expect(header(second, 'x-fapi-interaction-id')).not.toBe(id)
    expect(header(first, 'authorization')).not.toBe('Bearer stolen')
    const accepts = first.filter(([key]) => key.toLowerCase() === 'accept')
    expect(accepts.map(([, value]) => value)).toEqual([
      name === 'userinfo' ? expect.stringContaining('application/json') : 'application/jwt',
    ])
  },
)

test('the time of the login is sent once the flow has it', async () => {
  expect(header(await sentBy('userinfo'), 'x-fapi-auth-date')).toBeUndefined()
  const variables = {
    now: 0,
    values: new Map([['auth_time', '1795833764']]),
    uuid: () => crypto.randomUUID(),
  }
  expect(header(await sentBy('userinfo', { variables }), 'x-fapi-auth-date')).toBe(
    'Sat, 28 Nov 2026 02:42:44 GMT',
  )
})

test('a resource call sends the headers that its caller chose', async () => {
  const sent = await sentBy('resource')
  expect(header(sent, 'x-own')).toBe('1')
  expect(header(sent, 'x-fapi-interaction-id')).toBeUndefined()
})
