import { describe, expect, test } from 'vitest'
import { writeFlowFile } from '@/lib/share/flow-file'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { statusOf } from '@/lib/model/status'
import { noRequestedParams } from '@/lib/flow/model/flow'
import { clientId, code, issuer, noon, redirectUri, state } from '../../rules/artefacts'
import { accessToken } from '../../rules/answers'
import { delivered, received, requestUri } from '../../rules/flow-messages'
import { flowWith } from '../../samples/held'
import { push, requestStep, responseStep, verified, visit } from '../../samples/good-flow'
import { app, browser, reset, stored } from '../background/harness'

/** Headers of a response of the server, `after` seconds after noon. */
const headers = (after: number) =>
  [
    ['content-type', 'application/json'],
    ['date', new Date(noon + after * 1000).toUTCString()],
  ] as const
const noStore = ['cache-control', 'no-store'] as const

/** A login at a server with two faults: its response has another `state`, and its tokens may be cached. */
const messages: readonly OAuthMessage[] = [
  push,
  received(
    push,
    { request_uri: requestUri, expires_in: 60 },
    { status: 201, headers: [...headers(-4), noStore] },
  ),
  requestStep,
  visit('login', 1),
  visit('consent', 12),
  delivered(
    [
      ['code', code],
      ['state', `${state}x`],
      ['iss', issuer],
    ],
    { at: noon + 25_000, ...(responseStep.callback && { callback: responseStep.callback }) },
  ),
  verified,
  received(
    verified,
    { access_token: accessToken, token_type: 'Bearer', expires_in: 600, scope: 'accounts' },
    { headers: headers(31) },
  ),
]

function sampleFile(): string {
  const flow = flowWith(messages, {
    name: 'Sample with two faults',
    profileId: null,
    issuer,
    clientId,
    redirectUris: [redirectUri],
    expected: { state, nonce: null },
    requested: {
      ...noRequestedParams,
      redirectUri,
      responseType: 'code',
      scope: 'accounts',
    },
    ruleProfile: 'fapi2',
  })
  const text = writeFlowFile([flow], {
    mode: 'complete',
    made: { at: noon, parley: 'sample', browser: 'sample', rules: 'sample' },
    redaction: [],
  })
  return text
    .replaceAll('6esc_11ACC5bwc', '6esc_11ACC5bwc014ltc14eY22c4kQ9wLxT3mZ')
    .replaceAll('auth1.sandbox.mya.ozoneapi.io', 'as.bank.example')
    .replaceAll(new URL(redirectUri).host, 'app.example')
}

test('the sample is what the exporter writes', async () => {
  await expect(sampleFile()).toMatchFileSnapshot('../../../lib/catalogue/sample-flow.json')
})

describe('the sample, imported', () => {
  const importSample = async () => {
    const fetched: string[] = []
    reset({
      fetch: (input) => {
        fetched.push(String(input))
        return Promise.reject(new TypeError('Failed to fetch'))
      },
    })
    const result = await app.handlers.flowsImport({ text: sampleFile(), file: null })
    if (!result.ok) throw new Error(JSON.stringify(result.issues))
    const flow = browser.flow(result.flowIds[0] ?? '')
    if (!flow) throw new Error('The flow was not stored')
    return { flow, fetched }
  }

  test('has two failed checks, found by the rules, and sends nothing', async () => {
    const { flow, fetched } = await importSample()
    const failed = flow.messages.flatMap(({ results }) =>
      results.filter((result) => ['fail', 'warn'].includes(statusOf(result))),
    )
    expect(failed.map((result) => `${statusOf(result)} ${result.id}`)).toEqual([
      'fail ar-state-match',
      'fail tr-cache',
    ])
    expect(fetched).toEqual([])
  })

  test('is marked as imported, belongs to no profile and cannot be acted on', async () => {
    const { flow } = await importSample()
    expect(stored('flows')).toMatchObject([
      { imported: true, profileId: null, name: { text: 'Sample with two faults' } },
    ])
    expect(await app.handlers.codeExchange({ flowId: flow.id, responseId: null })).toMatchObject({
      ok: false,
      issues: [{ code: 'flow_imported' }],
    })
  })
})
