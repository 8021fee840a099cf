import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { emptyTokenContext } from '@/lib/facts/token-context'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { judgeMessage } from '@/lib/judge/judge-message'
import type { Params } from '@/lib/model/params'
import { ruleProfileNames, type RuleProfile } from '@/lib/model/rule-profiles'
import type { ArtefactKind } from '@/lib/model/rule-result'
import { createStore } from '@/lib/background/store'
import type { Data } from '@/lib/storage/data'
import { noon } from '../../rules/artefacts'
import { callsOf, type ConsentCall } from '../../rules/consents'
import { resourceCall, resourceReply } from '../../rules/resources'
import { consentFlow, ofm } from '../../samples/consents'
import { browser, reset } from '../background/harness'

let data: Data
beforeEach(async () => {
  reset()
  data = await createStore(browser.ports).data()
})

const kinds: ReadonlySet<ArtefactKind> = new Set<ArtefactKind>([
  'resource-request',
  'resource-response',
  'consent',
  'consent-comparison',
])

/** The failed findings of the message with this id, in the rules about resources and consents. */
function findingsIn(flow: Flow, id: string, ruleProfile: RuleProfile = 'ofm'): readonly string[] {
  const message = flow.messages.find((each) => each.id === id)
  if (!message) throw new Error(`No message ${id}`)
  return judgeMessage(message, { ...flow, ruleProfile }, data, emptyTokenContext)
    .filter(({ on }) => kinds.has(on))
    .flatMap((result) => {
      expect(result.outcome).not.toBe('crashed')
      return result.findings.map(({ code }) => `${result.id} ${code}`)
    })
}

const flowWith = (messages: readonly OAuthMessage[], tokens: Flow['tokens'] = []): Flow => ({
  ...consentFlow('f', { requested: {} }),
  tokens,
  messages,
})

describe('a consent is judged in the message that states it', () => {
  const requested = { authorizationDetails: JSON.stringify(ofm({ consent_purpose: 'PFM' })) }

  test('the pushed request, not the request that refers to it', () => {
    const flow = consentFlow('f', { requested })
    const states = (id: string) => findingsIn(flow, id).filter((each) => each.includes('purpose'))
    expect(states('par-request')).toEqual(['cd-ofm-purpose unknown'])
    for (const { id, kind } of flow.messages)
      if (kind !== 'par-request') expect(states(id)).toEqual([])
  })

  test('the token response, and a refusal in it once', () => {
    const granted = (status: string) =>
      consentFlow('f', { requested, granted: { authorization_details: ofm({ status }) } })
    const response = granted('rejected').messages.find(({ kind }) => kind === 'token-response')
    const findings = findingsIn(granted('rejected'), response?.id ?? '')
    expect(findings).toContain('cd-ofm-response-fields missing')
    expect(findings).not.toContain('cd-ofm-response-fields status')
  })

  test('the introspection response follows from the token response', () => {
    const flow = consentFlow('f', {
      requested,
      granted: { authorization_details: ofm({ consent_id: 'c', status: 'authorized' }) },
      introspected: {
        active: true,
        authorization_details: ofm({ consent_id: 'c', status: 'awaiting_authorization' }),
      },
    })
    const response = flow.messages.findLast(({ kind }) => kind === 'introspection-response')
    expect(findingsIn(flow, response?.id ?? '')).toEqual(['cd-ofm-status transition'])
  })
})

describe('a consent resource', () => {
  const path = '/open-banking/v4.0/aisp/account-access-consents'
  const own = { Permissions: ['ReadAccountsBasic'], ExpirationDateTime: '2027-02-26T00:00:00Z' }
  const uk = (id: string, Status: string, changes = {}) => ({
    Data: { ConsentId: id, Status, ...own, ...changes },
  })
  const create = (id: string): ConsentCall => ({
    path,
    sent: { Data: own, Risk: {} },
    received: uk(id, 'AWAU'),
  })
  const wider = { Permissions: ['ReadAccountsBasic', 'ReadPAN'] }
  const read = (id: string, status: string, changes = {}): ConsentCall => ({
    path: `${path}/${id}`,
    received: uk(id, status, changes),
  })

  test('is compared with its own request, whatever else was created', () => {
    const calls = [create('a'), create('b'), read('a', 'RJCT'), read('b', 'AUTH', wider)]
    const flow = flowWith(callsOf(calls))
    expect(findingsIn(flow, 'r2', 'uk')).not.toContain('cc-permissions wider')
    expect(findingsIn(flow, 'r3', 'uk')).toContain('cc-permissions wider')
    expect(findingsIn(flow, 'r3', 'uk')).not.toContain('cc-status transition')
  })

  test('a payment that is made from it has a life of its own', () => {
    const initiation = { InstructedAmount: { Amount: '1.00', Currency: 'GBP' } }
    const payment = {
      path: '/open-banking/v4.0/pisp/domestic-payments',
      sent: { Data: { ConsentId: 'p', Initiation: initiation }, Risk: {} },
      received: { Data: { ConsentId: 'p', Status: 'RCVD', Initiation: initiation } },
    }
    const flow = flowWith(callsOf([payment]))
    expect(findingsIn(flow, 'r0', 'uk').filter((each) => each.startsWith('cc-'))).toEqual([])
  })

  test.each(ruleProfileNames)('as requested has no comparison that fails under %s', (profile) => {
    const flow = flowWith(callsOf([create('a'), read('a', 'AUTH')]))
    for (const id of ['q0', 'r0', 'q1', 'r1'])
      expect(findingsIn(flow, id, profile).filter((each) => /^c[cd]-/.test(each))).toEqual([])
  })
})

describe('a token that is bound to a key', () => {
  const token = {
    ...consentFlow('f', { requested: {}, granted: {} }).tokens[0],
    value: 'the-token',
    tokenType: 'DPoP',
  } as Flow['tokens'][number]
  const sent = (id: string, at: number, scheme: string, more: Params = []) =>
    resourceCall({ id, at, headers: [['authorization', `${scheme} the-token`], ...more] })
  const refused = (id: string, requestMessageId: string, challenge: string) =>
    resourceReply({
      id,
      at: noon + 500,
      requestMessageId,
      status: 401,
      headers: [['www-authenticate', challenge]],
      body: '',
    })

  test('may be sent with Bearer only to a resource that knows nothing else', () => {
    const retried = (challenge: string) =>
      flowWith(
        [sent('1', noon, 'DPoP'), refused('2', '1', challenge), sent('3', noon + 1000, 'Bearer')],
        [token],
      )
    expect(findingsIn(retried('Bearer'), '3')).toEqual([])
    expect(findingsIn(retried('Bearer, DPoP algs=ES256'), '3')).toEqual(['at-scheme downgraded'])
    expect(findingsIn(flowWith([sent('3', noon, 'Bearer')], [token]), '3')).toEqual([
      'at-scheme downgraded',
    ])
  })

  test('the interaction id of a request that lacked only a nonce may be sent again', () => {
    const id: Params = [['x-fapi-interaction-id', 'c770aef3-6784-41f7-8e0e-ff5f97bddb3a']]
    const retried = (challenge: string) =>
      flowWith(
        [
          sent('1', noon, 'DPoP', id),
          refused('2', '1', challenge),
          sent('3', noon + 1, 'DPoP', id),
        ],
        [token],
      )
    expect(findingsIn(retried('DPoP error="use_dpop_nonce"'), '3')).toEqual([])
    expect(findingsIn(retried('DPoP error="invalid_token"'), '3')).toEqual([
      'rq-interaction-id repeated',
    ])
  })

  test('the interaction id of a request that was not processed may be sent again', () => {
    const id: Params = [['x-fapi-interaction-id', 'c770aef3-6784-41f7-8e0e-ff5f97bddb3a']]
    const retried = (status: number | null) =>
      flowWith(
        [
          sent('1', noon, 'DPoP', id),
          { ...refused('2', '1', ''), status },
          sent('3', noon + 1, 'DPoP', id),
        ],
        [token],
      )
    for (const status of [429, 503, null]) expect(findingsIn(retried(status), '3')).toEqual([])
    expect(findingsIn(retried(200), '3')).toEqual(['rq-interaction-id repeated'])
    const unanswered = [sent('1', noon, 'DPoP', id), sent('3', noon + 1, 'DPoP', id)]
    expect(findingsIn(flowWith(unanswered, [token]), '3')).toEqual([])
  })
})

const names = ['type', 'consent', 'permissions', 'accounts', 'status', 'access', 'Data', 'data']
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 4 })),
)

test('no content makes a rule crash', () => {
  fc.assert(
    fc.property(value, value, fc.constantFrom(...ruleProfileNames), (sent, received, profile) => {
      const details = JSON.stringify(sent)
      const flow = consentFlow('f', {
        requested: { authorizationDetails: details, scope: 'consent:a' },
        granted: { authorization_details: received },
        introspected: { active: true, authorization_details: received },
        resources: [
          {
            path: '/v1/consents',
            sent: { access: sent, Data: sent, data: sent } as never,
            received: received as never,
          },
          { path: '/v1/consents/1', received: { access: received, validUntil: sent } as never },
        ],
      })
      for (const { id } of flow.messages) findingsIn(flow, id, profile)
    }),
  )
}, 60_000)
