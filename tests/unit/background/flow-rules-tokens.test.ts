import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import { issuer, redirectUri } from '../flow/browser'
import { ps256, sign } from '../../rules/tokens'
import { actAtSandbox, type Acting } from './at-sandbox'
import { app, browser, draft, latestFlow, metadata, reset, withProfile } from './harness'

describe('a flow with tokens', () => {
  let acting: Acting
  beforeAll(async () => {
    acting = await actAtSandbox()
  })
  afterAll(() => acting.sandbox.close())

  async function withTokens(): Promise<string> {
    const { handlers } = acting.app()
    const pushed = await handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
    const flowId = pushed.ok ? (pushed.flowId ?? '') : ''
    await acting.approve()
    await handlers.codeExchange({ flowId, responseId: null })
    const tokenId = (kind: string) =>
      acting.flow(flowId).tokens.find((each) => each.kind === kind && each.state === 'live')?.id ??
      ''
    await handlers.userinfoRequest({ flowId, tokenId: tokenId('access_token') })
    await handlers.tokenRefresh({ flowId, tokenId: tokenId('refresh_token') })
    return flowId
  }

  const tokenResults = ({ messages }: Flow) =>
    messages.flatMap(({ results }) => results.filter(({ of }) => of === 'id_token'))

  test('is judged anew with its tokens, and exactly as before under its own rules', async () => {
    const id = await withTokens()
    const before = acting.flow(id)
    expect(tokenResults(before)).not.toEqual([])
    const { handlers } = acting.app()
    await handlers.flowJudge({ id, ruleProfile: 'bg' })
    const severities = (flow: Flow) => tokenResults(flow).map((each) => [each.id, each.severity])
    expect(severities(acting.flow(id))).not.toEqual(severities(before))
    await handlers.flowJudge({ id, ruleProfile: before.ruleProfile })
    expect(acting.flow(id)).toEqual(before)
  })
})

describe('rules chosen while a response is verified', () => {
  const received = async (meanwhile: () => Promise<unknown>): Promise<Flow> => {
    const keys = Promise.withResolvers<void>()
    reset({
      fetch: async (input) => {
        if (String(input) === metadata.jwks_uri) await keys.promise
        const answer = browser.state.answers.get(String(input))
        if (!answer) throw new TypeError('Failed to fetch')
        return answer()
      },
    })
    browser.granted.add('https://keys.example/*')
    browser.state.answers.set(metadata.jwks_uri, () => Response.json({ keys: [ps256.jwk] }))
    await withProfile()
    const jarm = await sign({
      iss: issuer,
      aud: draft.clientId,
      exp: Math.floor(browser.state.now / 1000) + 60,
      code: 'c1',
      state: 's1',
    })
    const added = app.handlers.responseAdd({ text: `${redirectUri}?response=${jarm}` })
    await expect.poll(() => browser.rows()?.length).toBe(1)
    await meanwhile()
    keys.resolve()
    await added
    await expect
      .poll(() => latestFlow().messages.some((each) => 'jwts' in each && each.jwts.length > 0))
      .toBe(true)
    return latestFlow()
  }

  test('judge it in the end', async () => {
    const chosen = () =>
      app.handlers.flowJudge({ id: browser.rows()?.[0]?.id ?? '', ruleProfile: 'oauth2' })
    const meanwhile = await received(chosen)
    const outcome = await received(async () => undefined)
    await app.handlers.flowJudge({ id: outcome.id, ruleProfile: 'oauth2' })
    const results = ({ messages }: Flow) => messages.map((message) => message.results)
    expect(
      param(
        meanwhile.messages[0] && 'params' in meanwhile.messages[0]
          ? meanwhile.messages[0].params
          : [],
        'response',
      ),
    ).toBeDefined()
    expect(results(meanwhile)).toEqual(results(latestFlow()))
  })
})
