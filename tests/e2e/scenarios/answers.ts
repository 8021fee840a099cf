import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  actAs,
  flowOf,
  grantTokens,
  liveToken,
  messageOf,
  push,
  send,
  type Sent,
} from '../support/client.ts'
import { hasCurl, runCurl } from '../support/curl.ts'
import { listedAs, showMessage, tabText } from '../support/panel.ts'
import { createWorld, type Launch, type StoredMessage, type World } from '../support/world.ts'

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid accounts' }
const grant = {
  profileId: null,
  flowId: null,
  grantType: 'client_credentials',
  params: [['scope', 'accounts']],
}

/** What is wrong, and how it is said: in the list, on the tab Message and on the tab Raw. */
const broken = {
  'token-html-500': {
    status: 500,
    listed: /^failed: 500, \d checks? failed$/,
    message: ['contains no OAuth error. Got 500, text/html', '<p>Please try again later.</p>'],
    raw: ['HTTP 500', 'content-type: text/html', '<h1 id="title">Something went wrong</h1>'],
  },
  'token-empty-403': {
    status: 403,
    listed: /^failed: 403, \d checks? failed$/,
    message: ['contains no OAuth error. Got 403, empty', 'Empty response'],
    raw: ['HTTP 403', 'content-length: 0'],
  },
  'token-truncated': {
    status: 200,
    listed: /^failed: No tokens, \d checks? failed$/,
    message: ['The response is not JSON', 'Body 60 characters {"access_token":"••'],
    raw: ['HTTP 200', '{"access_token":"••'],
  },
  'token-huge': {
    status: 200,
    listed: /^failed: No tokens, \d checks? failed$/,
    message: ['larger than 256 kB', 'Body 256000 characters', 'Only its beginning is shown.'],
    raw: ['content-length: 4194'],
  },
  'token-content-type-wrong': {
    status: 200,
    listed: /^failed: Content-Type: Not application\/json$/,
    message: ['Not application/json', 'token_type Bearer'],
    raw: ['content-type: text/plain', '"token_type": "Bearer"'],
  },
  'token-no-token-type': {
    status: 200,
    listed: /^failed: token_type: No token_type$/,
    message: ['No token_type'],
    raw: ['HTTP 200', '"expires_in": 300'],
  },
} as const

type Fault = keyof typeof broken

/** Whatever a server answers is kept, and shown as it is. */
export function answers(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: what a server answers`, () => {
    let world: World
    let slow: Promise<Sent>
    let profileId: string
    beforeAll(async () => {
      world = await createWorld(launch, browser, { profile: false, sandbox: { kind: 'wide' } })
      world.sandbox.assignToClient('wide-post', { fault: 'token-slow' })
      const slowId = await actAs(world, 'wide-post', wide)
      // It takes all the time that Parley has patience for; the other tests go on meanwhile.
      slow = world.command<Sent>('tokenGrant', { ...grant, profileId: slowId })
      slow.catch(() => {})
      const resourceServers = [world.sandbox.origins.registration]
      profileId = await actAs(world, 'wide-basic', { ...wide, resourceServers })
    })
    afterAll(() => world?.close())

    /** Asks for tokens, and shows the answer. */
    const ask = async (params: readonly (readonly string[])[] = grant.params, type?: string) => {
      const requested = { ...grant, profileId, params, ...(type ? { grantType: type } : {}) }
      const sent = await world.command<Sent>('tokenGrant', requested)
      await showMessage(world, sent)
      return messageOf(world, sent)
    }

    test.each(Object.keys(broken) as Fault[])('%s', async (fault) => {
      world.sandbox.assignToClient('wide-basic', { fault })
      const { status, listed, message, raw } = broken[fault]
      expect((await ask()).status).toBe(status)
      expect(await listedAs(world)).toMatch(listed)
      const onMessage = await tabText(world, 'message')
      for (const text of message) expect(onMessage).toContain(text)
      const onRaw = await tabText(world, 'raw')
      for (const text of raw) expect(onRaw).toContain(text)
    })

    test('a page is kept to the letter, and none of it becomes a part of the panel', async () => {
      world.sandbox.assignToClient('wide-basic', { fault: 'token-html-500' })
      const { body = '' } = await ask()
      expect(body).toMatch(/^<!doctype html>.*<\/html>\n$/s)
      const parts = () =>
        world.page.$$eval('title, #title, #inspector-panel main, #inspector-panel style', (all) =>
          all.map(({ outerHTML }) => outerHTML),
        )
      await tabText(world, 'message')
      expect(await world.page.$eval('#inspector-panel pre', ({ textContent }) => textContent)).toBe(
        body,
      )
      expect(await parts()).toEqual(['<title>Parley</title>'])
      await tabText(world, 'raw')
      const lines = await world.page.$$eval('#inspector-panel .code__l', (all) =>
        all.map(({ textContent }) => textContent.trimEnd()),
      )
      expect(lines.join('\n')).toContain(body.trim())
      expect(await parts()).toEqual(['<title>Parley</title>'])
    })

    test('a refused push', async () => {
      world.sandbox.assignToClient('wide-basic', { fault: 'par-html-500' })
      const sent = await push(world)
      expect(sent).toMatchObject({ ok: true, accepted: false, storedRequestId: null })
      const { messages } = await flowOf(world, sent.flowId)
      const { id } = messages.find(({ kind }) => kind === 'par-response')!
      await showMessage(world, { flowId: sent.flowId, messageId: id })
      expect(await listedAs(world)).toMatch(/^failed: Push refused, 500/)
      expect(await tabText(world, 'message')).toContain('<p>Please try again later.</p>')
    })

    test('a token that is not for this resource: 403, and not a word', async () => {
      world.sandbox.assignToClient('wide-basic', {})
      const sent = await grantTokens(world, { ...grant, params: [] })
      const token = { flowId: sent.id, tokenId: liveToken(sent, 'access_token').id }
      const call = { method: 'GET', url: world.sandbox.accountsUrl, headers: [], body: '' }
      const answer = await send(world, 'resourceRequest', { ...token, ...call })
      expect(answer).toMatchObject({ status: 403, body: '' })
      await showMessage(world, { flowId: sent.id, messageId: answer.id })
      expect(await tabText(world, 'message')).toMatch(/Got 403, empty .* Empty response/)
      expect(await tabText(world, 'raw')).toContain('HTTP 403')
    })

    test.each([
      ['invalid_grant', 'refresh_token', [['refresh_token', 'made-up']], 'Start a new flow.'],
      ['unsupported_grant_type', 'urn:x', [], 'Compare it with grant_types_supported.'],
    ])('%s is quoted as it was sent, with what to do', async (error, type, params, advice) => {
      world.sandbox.assignToClient('wide-basic', {})
      const { said, shown } = await refusal(await ask(params, type))
      expect(said.error).toBe(error)
      expect(shown).toContain(`Got ${error}: ${said.error_description}`)
      expect(shown).toContain(advice)
    })

    const refusal = async ({ body = '' }: StoredMessage) => {
      const said = JSON.parse(body) as { error: string; error_description: string }
      expect(said.error_description.length).toBeGreaterThan(10)
      expect(await listedAs(world)).toContain(`failed: ${said.error}`)
      const shown = await tabText(world, 'message')
      expect(shown).toContain('The server rejected the request.')
      expect(await tabText(world, 'raw')).toContain(
        JSON.stringify(said, null, 2).replaceAll(/\s+/g, ' '),
      )
      return { said, shown }
    }

    test('a request as a cURL command contains no secret unless it is requested', async () => {
      const { variables, open, secrets } = await introspection()
      for (const secret of Object.values(secrets)) {
        expect(variables).not.toContain(secret)
        expect(open).toContain(secret)
      }
      expect(variables).toContain("# export CLIENT_CREDENTIALS=''")
      expect(variables).toContain('"$TOKEN"')
    })

    test.skipIf(!hasCurl)('curl is answered by the server as Parley was', async () => {
      const { variables, open, secrets, answer } = await introspection()
      expect(answer).toMatchObject({ token_introspection: { active: true, scope: 'accounts' } })
      expect(withoutTimes(await runCurl(open))).toEqual(answer)
      expect(withoutTimes(await runCurl(variables, secrets))).toEqual(answer)
    })

    /** Both commands for the introspection of a token, what is secret in them, and what was answered. */
    const introspection = async () => {
      world.sandbox.assignToClient('wide-basic', {})
      const flow = await grantTokens(world, { ...grant, profileId })
      const { id: tokenId, value } = liveToken(flow, 'access_token')
      const { body = '' } = await send(world, 'tokenIntrospect', { flowId: flow.id, tokenId })
      const request = (await flowOf(world, flow.id)).messages.at(-2)
      const [, basic = ''] = request?.headers?.find(([, text]) => text.startsWith('Basic ')) ?? []
      const textOf = async (hasSecrets: boolean) => {
        const requested = {
          flowId: flow.id,
          messageId: request?.id,
          secrets: hasSecrets,
          shell: null,
        }
        return (await world.command<{ text: string }>('requestCurl', requested)).text
      }
      return {
        variables: await textOf(false),
        open: await textOf(true),
        secrets: { CLIENT_CREDENTIALS: basic.slice('Basic '.length), TOKEN: value },
        answer: withoutTimes(body),
      }
    }
    /** The content of a signed response, without the members that differ in each. */
    const withoutTimes = (jwt: string) => {
      const { iat: _, jti: __, ...claims } = decodeJwt(jwt)
      return claims
    }

    test('invalid_client is quoted as it was sent, with what to do', async () => {
      await world.command('secretSet', { profileId, secret: 'wrong' })
      const { said, shown } = await refusal(await ask())
      expect(shown).toContain(`Got invalid_client: ${said.error_description}`)
      expect(shown).toContain('or the client secret.')
    })

    test('none within 10 s', async () => {
      const sent = await slow
      expect(await messageOf(world, sent)).toMatchObject({ status: null, body: '' })
      await showMessage(world, sent)
      expect(await listedAs(world)).toBe('failed: No tokens, 1 check failed')
      expect(await tabText(world, 'message')).toContain('No response within 10 s.')
    })
  })
}
