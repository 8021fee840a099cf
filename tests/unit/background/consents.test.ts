import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { summarise } from '@/lib/flow/read/summary'
import { statusOf } from '@/lib/model/status'
import type { EcosystemName } from '../../sandbox/consents/consent-bank.ts'
import { organisation } from '../../sandbox/consents/payload-signing.ts'
import { actAtConsentBank, type AtConsentBank } from './at-consent-bank'
import { messages, outcomes } from './at-sandbox'

const banks: readonly (readonly [EcosystemName, readonly string[]])[] = [
  ['uk', ['uk_account_access_40', 'uk_account_access_31']],
  ['brazil', ['brazil_consents']],
  ['berlinGroup', ['berlin_group']],
  ['cdr', ['cdr_arrangement']],
]

/** The banks have the plain code flow, which FAPI 1 does not allow. */
const known = new Set(['az-response-type-value'])

/** The failed checks of a flow, as text. */
const failures = (at: AtConsentBank, flowId: string) =>
  at
    .flow(flowId)
    .messages.flatMap(({ kind, results }) =>
      results
        .filter((result) => statusOf(result) === 'fail' && !known.has(result.id))
        .map(({ id, findings }) => `${kind} ${id} ${JSON.stringify(findings)}`),
    )

describe.each(banks)('consents of %s', (name, templates) => {
  let at: AtConsentBank
  beforeAll(async () => {
    at = await actAtConsentBank(name)
  })
  afterAll(() => at.bank.close())

  test.each(templates)(
    '%s: created, authorized, exchanged, read, used and withdrawn',
    async (id) => {
      const flowId = await at.create(id)
      expect(at.flow(flowId).consent?.run).toBeNull()
      await at.approve()
      await at.exchange(flowId)
      const before = at.flow(flowId)
      expect(before.consent?.id).toBe(at.bank.consents().at(-1)?.id)
      expect(await at.app().handlers.consentStatus({ flowId })).toMatchObject({ accepted: true })
      expect(summarise(at.flow(flowId))).toMatchObject({
        outcome: 'tokens',
        consent: { life: 'active' },
      })
      expect(at.flow(flowId).consent?.expiry).toBeGreaterThan(Date.now() + 80 * 24 * 3_600_000)
      expect(await at.app().handlers.consentUse({ flowId })).toMatchObject({ accepted: true })
      expect(failures(at, flowId)).toEqual([])
      expect(await at.app().handlers.consentWithdraw({ flowId })).toMatchObject({ accepted: true })
      expect(at.flow(flowId).consent?.withdrawnAt).toEqual(expect.any(Number))
      const used = await at.app().handlers.consentUse({ flowId })
      expect(used).toMatchObject({ ok: true, accepted: false })
    },
  )

  test('a server whose tokens outlive the consent fails', async () => {
    const flowId = await at.create(templates[0] ?? '')
    await at.approve()
    await at.exchange(flowId)
    await at.app().handlers.consentWithdraw({ flowId })
    at.bank.spoil('withdrawn-still-works')
    await at.app().handlers.consentUse({ flowId })
    at.bank.spoil(null)
    const last = messages(at.flow(flowId), 'resource-response').at(-1)
    expect(outcomes(last)['fl-consent-withdrawn']).toBe('failed')
    expect(summarise(at.flow(flowId)).status).toBe('fail')
  })
})

describe('a consent in steps', () => {
  let at: AtConsentBank
  beforeAll(async () => {
    at = await actAtConsentBank('uk')
  })
  afterAll(() => at.bank.close())

  test('one flow has the client token, the consent, the push and the tab', async () => {
    const flowId = await at.create('uk_account_access_40')
    expect(at.flow(flowId).messages.map(({ kind }) => kind)).toEqual([
      'token-request',
      'token-response',
      'resource-request',
      'resource-response',
      'par-request',
      'par-response',
      'authorization-request',
    ])
    const [created] = messages(at.flow(flowId), 'resource-request')
    expect(created).toMatchObject({ purpose: 'create', method: 'POST' })
    expect(created?.headers.map(([header]) => header)).not.toContain('x-idempotency-key')
    expect(JSON.parse(created?.body ?? '')).not.toHaveProperty('Data.TransactionFromDateTime')
    expect(at.flow(flowId).requested.claims).toContain(at.flow(flowId).consent?.id)
    expect(at.flow(flowId).tokens).toMatchObject([{ ofClient: true, state: 'live' }])
    expect(summarise(at.flow(flowId)).outcome).toBe('waiting')
  })

  test('Create only stops after the consent, and continues later in the same flow', async () => {
    const flowId = await at.create('uk_account_access_40', {}, null)
    expect(at.flow(flowId).consent?.run).toMatchObject({ step: 'authorize', state: 'paused' })
    expect(summarise(at.flow(flowId))).toMatchObject({
      outcome: 'consent-created',
      consent: { status: 'AWAU', life: 'waiting' },
    })
    const calls = at.bank.calls().length
    await at.app().handlers.consentRun({ flowId, open: 'tab' })
    await at.approve()
    await at.exchange(flowId)
    expect(at.bank.calls()).toHaveLength(calls)
    expect(summarise(at.flow(flowId)).outcome).toBe('tokens')
  })

  test('what the tester writes while the request is signed stays', async () => {
    const flowId = await at.create('uk_account_access_40', {}, null)
    const { keys } = at.browser.ports
    const get = keys.get.bind(keys)
    const signing = vi.spyOn(keys, 'get').mockImplementationOnce(async (id) => {
      await at.app().handlers.flowNote({ id: flowId, text: 'Seen' })
      return get(id)
    })
    await at.app().handlers.consentRun({ flowId, open: 'tab' })
    expect(signing).toHaveBeenCalled()
    expect(messages(at.flow(flowId), 'par-response')).toHaveLength(1)
    expect(at.flow(flowId).note).toMatchObject({ text: 'Seen' })
  })

  test('it stops at the first refusal, and nothing is opened', async () => {
    const opened = at.browser.opened.length
    const flowId = await at.create('uk_account_access_40', { permissions: ['ReadBalances'] })
    expect(at.flow(flowId).consent?.run).toMatchObject({ step: 'create', state: 'refused' })
    expect(messages(at.flow(flowId), 'resource-response')).toMatchObject([
      { status: 400, issues: [{ seen: 'U002: Check Data.Permissions (Data.Permissions)' }] },
    ])
    expect(messages(at.flow(flowId), 'par-request')).toEqual([])
    expect(at.browser.opened).toHaveLength(opened)
    expect(summarise(at.flow(flowId))).toMatchObject({
      outcome: 'consent-refused',
      error: '400',
      status: 'fail',
    })
  })

  test('a response without an id is a refusal', async () => {
    at.bank.spoil('id-missing')
    const flowId = await at.create('uk_account_access_40')
    at.bank.spoil(null)
    expect(at.flow(flowId).consent?.run).toMatchObject({
      state: 'refused',
      issues: [{ code: 'consent_id_missing', expected: 'Data.ConsentId' }],
    })
  })

  test('a variable without a value is named, and nothing is sent', async () => {
    const calls = at.bank.calls().length
    const flowId = await at.create('uk_account_access_40', { ExpirationDateTime: '{{no_such}}' })
    expect(at.flow(flowId).consent?.run).toMatchObject({
      state: 'refused',
      issues: [{ code: 'variable_unknown' }],
    })
    expect(at.bank.calls()).toHaveLength(calls)
  })

  test('a host that is not in the profile gets nothing', async () => {
    const flowId = await at.create('uk_account_access_40', { resource_base: 'http://127.0.0.1:1' })
    expect(at.flow(flowId).consent?.run).toMatchObject({
      state: 'refused',
      issues: [{ code: 'resource_host' }],
    })
    expect(messages(at.flow(flowId), 'resource-request')).toEqual([])
  })

  test('an interrupted run is shown, and continues without a second consent', async () => {
    const flowId = await at.create('uk_account_access_40', {}, null)
    const flow = at.flow(flowId)
    const created = at.bank.consents().length
    // The worker died while the authorization request was being built.
    const begun = await at.app().handlers.consentBegin({
      profileId: null,
      templateId: 'uk_account_access_40',
      values: {},
      label: null,
      open: 'tab',
    })
    if (!begun.ok) throw new Error('refused')
    await at.restart()
    expect(at.flow(begun.flowId).consent?.run).toMatchObject({
      step: 'token',
      state: 'interrupted',
    })
    expect(at.flow(flowId).consent?.run).toEqual(flow.consent?.run)
    await at.app().handlers.consentRun({ flowId: begun.flowId, open: 'tab' })
    expect(at.flow(begun.flowId).consent?.run).toBeNull()
    expect(at.bank.consents()).toHaveLength(created + 1)
  })

  test('a profile that sends in the URL continues in the same flow', async () => {
    await at.profile({ sendBy: 'url' })
    const SignatureIssuer = `${organisation.client}/${organisation.softwareStatement}`
    const flowId = await at.create('uk_domestic_payment_40', { SignatureIssuer })
    await at.profile()
    await at.approve()
    await at.exchange(flowId)
    expect(await at.app().handlers.consentUse({ flowId })).toMatchObject({ accepted: true })
    expect(await at.app().handlers.consentWithdraw({ flowId })).toMatchObject({
      ok: false,
      issues: [{ code: 'consent_no_call' }],
    })
    expect(failures(at, flowId)).toEqual([])
  })

  test('two consents with different values, one after the other, leave the profile as it is', async () => {
    const before = JSON.stringify(await at.browser.ports.profiles.getValue())
    const first = await at.create('uk_account_access_31', { permissions: ['ReadAccountsBasic'] })
    const second = await at.create('uk_account_access_40')
    expect(at.flow(first).consent?.id).not.toBe(at.flow(second).consent?.id)
    expect(JSON.stringify(await at.browser.ports.profiles.getValue())).toBe(before)
  })

  test('a status that the ecosystem does not have is shown as it is', async () => {
    const flowId = await at.create('uk_account_access_40', {}, null)
    at.bank.spoil('status-unknown')
    await at.app().handlers.consentStatus({ flowId })
    at.bank.spoil(null)
    expect(summarise(at.flow(flowId)).consent).toMatchObject({ status: 'MAYB', life: null })
    expect(outcomes(messages(at.flow(flowId), 'resource-response').at(-1))['cc-status']).toBe(
      'failed',
    )
  })

  test('a missing interaction id is judged on a consent call too', async () => {
    at.bank.spoil('no-interaction-id')
    const flowId = await at.create('uk_account_access_40', {}, null)
    at.bank.spoil(null)
    const [response] = messages(at.flow(flowId), 'resource-response')
    expect(outcomes(response)['rr-interaction-id']).toBe('failed')
  })
})
