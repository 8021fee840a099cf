import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { decodeJwt } from '@/lib/jose/decode'
import { header } from '@/lib/model/http-text'
import { statusOf } from '@/lib/model/status'
import type { ConsentFault } from '../../sandbox/consents/ecosystem.ts'
import { organisation } from '../../sandbox/consents/payload-signing.ts'
import { actAtConsentBank, type AtConsentBank } from './at-consent-bank'
import { messages } from './at-sandbox'

const signer = `${organisation.client}/${organisation.softwareStatement}`
const ukValues = { SignatureIssuer: signer }
const brValues = { organisation_id: organisation.client }

/** The failed and warned checks of the signatures, as text. */
const found = (flow: Flow) =>
  flow.messages.flatMap(({ kind, results }) =>
    results
      .filter(({ id }) => /^(?:ps|sb|hs)-|-(?:jws-signature|signed-body)$/.test(id))
      .filter((result) => ['fail', 'warn'].includes(statusOf(result)))
      .map(({ id, findings }) => `${kind} ${id} ${findings.map(({ code }) => code).join(',')}`),
  )
const verifications = (flow: Flow) =>
  flow.messages.flatMap((message) =>
    'jwts' in message
      ? (message.jwts ?? [])
          .filter(({ name }) => name === 'x-jws-signature' || name === 'body')
          .map(({ verification: { status, reason } }) => `${message.kind} ${status} ${reason}`)
      : [],
  )

const both = ['resource-request valid null', 'resource-response valid null']

describe.each([
  ['uk', 'uk_domestic_payment_40', ukValues],
  ['uk', 'uk_domestic_payment_31', ukValues],
  ['uk', 'uk_domestic_payment_31', { ...ukValues, b64: false }],
  ['brazil', 'brazil_payments', brValues],
] as const)('%s %s %j', (name, template, values) => {
  let at: AtConsentBank
  beforeAll(async () => {
    at = await actAtConsentBank(name)
  })
  afterAll(() => at.bank.close())

  test('is signed in both directions, and everything verifies', async () => {
    const flow = at.flow(await at.create(template, values))
    expect(flow.consent?.id).toBe(at.bank.consents().at(-1)?.id)
    expect(verifications(flow)).toEqual(both)
    expect(found(flow)).toEqual([])
  })

  test('the status is read from the signed answer', async () => {
    const flowId = await at.create(template, values)
    await at.app().handlers.consentStatus({ flowId })
    const flow = at.flow(flowId)
    expect(flow.consent?.status).toMatch(/^AW/i)
    expect(verifications(flow)).toEqual([...both, 'resource-response valid null'])
    expect(found(flow)).toEqual([])
  })

  test('what was prepared is sent octet for octet, once', async () => {
    const { handlers } = at.app()
    const input = { profileId: null, templateId: template, values: { ...values } }
    const prepared = await handlers.consentPrepare(input)
    if (!prepared.ok || !prepared.preview) throw new Error('Not prepared')
    const { id, method, url, headers, body } = prepared.preview
    const send = async () => {
      const begun = await handlers.consentBegin({
        ...input,
        label: null,
        open: null,
        preparedId: id,
      })
      if (!begun.ok) throw new Error('Not begun')
      await handlers.consentRun({ flowId: begun.flowId, open: null })
      return at.flow(begun.flowId)
    }
    const flow = await send()
    const [sent] = messages(flow, 'resource-request')
    expect(sent).toMatchObject({ method, url, body })
    for (const [name_, value] of headers) expect(header(sent?.headers ?? [], name_)).toBe(value)
    expect(flow.consent?.run).not.toHaveProperty('prepared')
    const [again] = messages(await send(), 'resource-request')
    expect([again?.headers, again?.body]).not.toEqual([sent?.headers, sent?.body])
  })
})

describe('faults of the UK', () => {
  let at: AtConsentBank
  beforeAll(async () => {
    at = await actAtConsentBank('uk')
  })
  afterEach(() => at.bank.spoil(null))
  afterAll(() => at.bank.close())

  test.each<[ConsentFault, readonly string[]]>([
    ['signature-missing', ['resource-response rr-jws-signature missing']],
    ['signature-key-unknown', ['resource-response ps-kid unknown']],
    ['signature-tan-missing', ['resource-response ps-header missing']],
    ['signature-other-form', ['resource-response ps-signature form']],
    ['body-changed', ['resource-response ps-signature differs']],
  ])('%s', async (fault, expected) => {
    at.bank.spoil(fault)
    expect(found(at.flow(await at.create('uk_domestic_payment_40', ukValues)))).toEqual(expected)
  })

  test('without a signer nothing is signed, and a bank that demands it refuses', async () => {
    at.bank.spoil('signature-demanded')
    const flow = at.flow(await at.create('uk_domestic_payment_40'))
    expect(found(flow)).toContain('resource-request rq-jws-signature missing')
    expect(messages(flow, 'resource-response')[0]).toMatchObject({ status: 400 })
  })

  test('a refusal is signed, and verified over its octets', async () => {
    const values = { ...ukValues, Amount: 'ten' }
    const flow = at.flow(await at.create('uk_domestic_payment_40', values))
    expect(messages(flow, 'resource-response')[0]).toMatchObject({ status: 400 })
    expect(verifications(flow)).toEqual(both)
  })
})

describe('faults of Brazil', () => {
  let at: AtConsentBank
  beforeAll(async () => {
    at = await actAtConsentBank('brazil')
  })
  afterEach(() => at.bank.spoil(null))
  afterAll(() => at.bank.close())

  test.each<[ConsentFault, readonly string[]]>([
    ['signature-missing', ['resource-response rr-signed-body missing']],
    ['signed-aud', ['resource-response sb-aud differs']],
    ['signed-iat', ['resource-response sb-iat outside']],
    ['body-changed', ['resource-response sb-signature differs']],
  ])('%s', async (fault, expected) => {
    at.bank.spoil(fault)
    expect(found(at.flow(await at.create('brazil_payments', brValues)))).toEqual(expected)
  })

  test('a key that the JWKS does not have leaves the signature unchecked', async () => {
    at.bank.spoil('signature-key-unknown')
    const flow = at.flow(await at.create('brazil_payments', brValues))
    expect(verifications(flow)).toEqual([
      'resource-request valid null',
      'resource-response not-run kid-unknown',
    ])
  })

  test('the request is addressed to the URL, in the name of the organisation', async () => {
    const flow = at.flow(await at.create('brazil_payments', brValues))
    const [sent] = messages(flow, 'resource-request')
    expect(header(sent?.headers ?? [], 'content-type')).toBe('application/jwt')
    expect(decodeJwt(sent?.body ?? '').payload).toMatchObject({
      aud: sent?.url,
      iss: organisation.client,
      data: { payment: { amount: '10.00' } },
    })
  })

  test('without an organisation nothing is sent', async () => {
    const flow = at.flow(await at.create('brazil_payments'))
    expect(flow.consent?.run?.issues).toEqual([
      { code: 'variable_unknown', seen: 'organisation_id' },
    ])
    expect(messages(flow, 'resource-request')).toEqual([])
  })
})

describe('HTTP message signatures of answers', () => {
  let at: AtConsentBank
  beforeAll(async () => {
    at = await actAtConsentBank('uk')
  })
  afterEach(() => at.bank.spoil(null))
  afterAll(() => at.bank.close())

  const created = async (fault: ConsentFault) => {
    at.bank.spoil(fault)
    const flow = at.flow(await at.create('uk_account_access_40'))
    const signatures = flow.messages.flatMap((message) =>
      'httpSignature' in message && message.httpSignature ? [message.httpSignature] : [],
    )
    return { flow, signatures }
  }

  test('are verified with the keys of the issuer, and the digest is compared', async () => {
    const { flow, signatures } = await created('http-signed')
    expect(signatures).toMatchObject([
      { label: 'sig1', verification: { status: 'valid' }, digest: 'matches' },
    ])
    expect(found(flow)).toEqual([])
  })

  test.each<[ConsentFault, readonly string[]]>([
    ['http-status-uncovered', ['resource-response hs-covered missing']],
    ['http-body-changed', ['resource-response hs-digest differs']],
    ['http-status-changed', ['resource-response hs-signature differs']],
  ])('%s', async (fault, expected) => {
    expect(found((await created(fault)).flow)).toEqual(expected)
  })
})
