import { describe, expect, test } from 'vitest'
import { consentOf } from '@/lib/consent/consent'
import type { ConsentRow } from '@/lib/consent/model'
import type { Flow } from '@/lib/flow/model/flow'
import { consentEnd, consentFlow, consentFlows, ofm } from '../../samples/consents'
import { flow } from '../../ui/panel/sample'

const now = Date.now()

const read = (of: Flow) => {
  const consent = consentOf(of, now)
  if (!consent) throw new Error('No consent')
  return consent
}

const rowsOf = (of: Flow): readonly ConsentRow[] => read(of).sections.flatMap(({ rows }) => rows)

const wordsOf = (of: Flow) =>
  Object.fromEntries(rowsOf(of).map(({ member, word, status }) => [member, `${word} ${status}`]))

test('a flow with neither scope nor authorization_details has no consent', () => {
  expect(consentOf(flow, now)).toBeNull()
})

describe('Open Finance Malaysia', () => {
  test('names what was not granted, and who chose the account', () => {
    const consent = read(consentFlows.narrower)
    expect(wordsOf(consentFlows.narrower)).toMatchObject({
      read_accounts: 'same pass',
      read_transactions: 'narrower warn',
      accounts: 'chosen info',
      dp_id: 'same pass',
      expiration_datetime: 'same pass',
      status: 'added info',
      consent_id: 'added info',
    })
    expect(consent.sentence).toEqual({
      head: { code: 'granted_permissions', values: [2, 3] },
      until: consentEnd,
      clauses: [{ code: 'chosen_accounts', values: [1] }],
    })
    expect(consent.status).toBe('warn')
    expect(consent.id).toEqual(['consent_id', 'c-5f1b83e2'])
    expect(consent.reauthenticateBy).toBeNull()
  })

  test('fails for what goes beyond the request', () => {
    expect(wordsOf(consentFlows.wider)).toMatchObject({
      read_transactions: 'wider fail',
      accounts: 'missing_now warn',
      dp_id: 'changed fail',
      expiration_datetime: 'later fail',
    })
    const { head, clauses } = read(consentFlows.wider).sentence
    expect(head.code).toBe('granted_more')
    expect(clauses.map(({ code }) => code)).toEqual([
      'extra_permissions',
      'later',
      'changed',
      'missing_now',
    ])
  })

  test('is neutral once expired', () => {
    const consent = read(consentFlows.expired)
    expect([consent.life, consent.status]).toEqual(['expired', 'neutral'])
    expect(wordsOf(consentFlows.expired)).toMatchObject({
      read_accounts: 'expired neutral',
      status: 'as_expected pass',
    })
  })

  test('warns once when it is withdrawn', () => {
    const consent = read(consentFlows.withdrawn)
    expect([consent.life, consent.status]).toEqual(['withdrawn', 'warn'])
    expect(wordsOf(consentFlows.withdrawn)).toMatchObject({
      read_accounts: 'withdrawn neutral',
      active: 'withdrawn warn',
    })
    expect(rowsOf(consentFlows.withdrawn).filter(({ status }) => status === 'warn')).toHaveLength(1)
  })

  test('calls nothing the same that was not compared', () => {
    const consent = read(consentFlows.unknown)
    expect(consent.now?.problem).toBe('401 invalid_client')
    expect(rowsOf(consentFlows.unknown)[0]?.cells.now).toEqual({ kind: 'unknown' })
    expect(consent.status).toBe('pass')
  })

  test('waits before the grant', () => {
    const consent = read(consentFlows.waiting)
    expect([consent.life, consent.status]).toEqual(['waiting', 'pending'])
    expect(consent.sentence.clauses).toEqual([{ code: 'from_provider', values: ['DP9876543210'] }])
    expect(rowsOf(consentFlows.waiting).every(({ word }) => word === null)).toBe(true)
  })

  test('masks account numbers', () => {
    expect(JSON.stringify(read(consentFlows.narrower).sections)).not.toContain('100200304417')
    expect(JSON.stringify(read(consentFlows.narrower).sections)).toContain('Savings ****4417')
  })

  test('an inactive token that had ended by itself does not withdraw the consent', () => {
    const ended: Flow = {
      ...consentFlows.withdrawn,
      tokens: consentFlows.withdrawn.tokens.map((token) => ({ ...token, state: 'spent' })),
    }
    expect(read(ended).life).toBe('active')
    expect(read(ended).now?.problem).toBe('token_ended')
  })
})

describe('UK Open Banking', () => {
  test('compares the amount and the creditor of a payment', () => {
    expect(wordsOf(consentFlows.payment)).toMatchObject({
      'Initiation.InstructedAmount': 'changed fail',
      'Initiation.CreditorAccount': 'same pass',
      'Initiation.DebtorAccount': 'chosen info',
    })
    expect(read(consentFlows.payment).sentence).toMatchObject({
      head: { code: 'amount_changed', values: ['GBP 165.88', 'GBP 168.55'] },
      clauses: [{ code: 'creditor_same' }, { code: 'debtor_chosen' }],
    })
    expect(JSON.stringify(read(consentFlows.payment).sections)).not.toContain('08080021325701')
  })

  test('compares the permissions of an account access consent', () => {
    const consent = read(consentFlows.long)
    expect(wordsOf(consentFlows.long)).toMatchObject({
      ReadTransactionsDebits: 'narrower warn',
      ExpirationDateTime: 'same_instant pass',
      Account: 'chosen info',
      Status: 'added info',
    })
    expect(consent.sentence.head).toEqual({ code: 'granted_permissions', values: [18, 19] })
    expect(consent.sentence.clauses).toEqual([{ code: 'chosen_accounts', values: [9] }])
    expect(consent.reauthenticateBy).not.toBeNull()
  })
})

describe('scopes', () => {
  test('an arrangement of the CDR ends with its sharing duration', () => {
    const consent = read(consentFlows.scopes)
    expect(wordsOf(consentFlows.scopes)).toMatchObject({
      openid: 'same pass',
      'bank:payees:read': 'narrower warn',
      'common:customer.basic:read': 'wider fail',
      cdr_arrangement_id: 'added info',
    })
    expect(consent.expiry).toBe((consent.granted?.at ?? 0) + 31_536_000_000)
  })

  test('a response without scope grants what was requested', () => {
    const plain = consentFlow('plain', { requested: { scope: 'openid accounts' }, granted: {} })
    expect(wordsOf(plain)).toEqual({ openid: 'same pass', accounts: 'same pass' })
    expect(read(plain).sentence).toEqual({
      head: { code: 'as_requested', values: [] },
      until: null,
      clauses: [],
    })
  })
})

test('an unknown type is compared member by member, without a verdict on what has no meaning', () => {
  expect(wordsOf(consentFlows.generic)).toEqual({
    actions: 'narrower warn',
    locations: 'same pass',
    datatypes: 'same pass',
    'limits.maxRows': 'changed neutral',
    'limits.window': 'same pass',
    grant_ref: 'added info',
    type: 'not_granted warn',
  })
  expect(read(consentFlows.generic).sentence.head).toEqual({
    code: 'granted_types',
    values: [1, 2],
  })
})

const resource = (sent: object, received: object) =>
  consentFlow('resource', {
    requested: { scope: 'openid' },
    granted: {},
    resources: [
      { path: '/consents', sent: { ...sent }, received: { ...sent }, isEarly: true },
      { path: '/consents/1', received: { ...received } },
    ],
  })

test('a bank in Brazil may drop permissions', () => {
  const data = { permissions: ['A', 'B'], expirationDateTime: '2099-01-01T00:00:00Z' }
  const waiting = { ...data, status: 'AWAITING_AUTHORISATION' }
  const granted = { ...data, permissions: ['A'], status: 'AUTHORISED', consentId: 'urn:bank:1' }
  const words = wordsOf(resource({ data: waiting }, { data: granted }))
  expect(words).toMatchObject({ A: 'same pass', B: 'narrower info' })
  const revoked = {
    ...granted,
    status: 'REJECTED',
    rejection: { reason: { code: 'CUSTOMER_MANUALLY_REVOKED' } },
  }
  expect(read(resource({ data: waiting }, { data: revoked })).life).toBe('withdrawn')
})

test('a payment in Brazil keeps its amount, whatever its spelling', () => {
  const payment = { payment: { amount: '10.00', currency: 'BRL' }, creditor: { name: 'Loja' } }
  const granted = { ...payment, payment: { amount: '10.0', currency: 'BRL' }, status: 'AUTHORISED' }
  const words = wordsOf(
    resource({ data: { ...payment, status: 'AWAITING_AUTHORISATION' } }, { data: granted }),
  )
  expect(words).toMatchObject({ 'payment.amount': 'same pass', creditor: 'same pass' })
})

test('a bank of the Berlin Group may shorten a consent, and its user chooses the accounts', () => {
  const access = { accounts: [], balances: [], transactions: [] }
  const request = { access, recurringIndicator: true, validUntil: '2099-05-27', frequencyPerDay: 4 }
  const granted = {
    ...request,
    access: { accounts: [{ iban: 'DE40100100103307118608' }] },
    validUntil: '2099-03-01',
    consentStatus: 'valid',
    consentId: 'bg-1',
  }
  const of = resource({ ...request, consentStatus: 'received' }, granted)
  expect(wordsOf(of)).toMatchObject({
    'access.accounts': 'chosen info',
    validUntil: 'narrower info',
    frequencyPerDay: 'same pass',
  })
  expect(JSON.stringify(read(of).sections)).toContain('****8608')
})

test('a refused request is not waiting', () => {
  const refused: Flow = {
    ...consentFlows.waiting,
    messages: consentFlows.waiting.messages.map((message) =>
      message.kind === 'par-response'
        ? { ...message, status: 400, body: '{"error":"invalid_authorization_details"}' }
        : message,
    ),
  }
  expect(read(refused).sentence.head).toEqual({
    code: 'refused',
    values: ['invalid_authorization_details'],
  })
})

test.each([
  ['not_json', '{'],
  ['not_array', '{"type":"a"}'],
  ['not_object', '[1]'],
  ['no_type', '[{}]'],
  ['duplicate_type', JSON.stringify([...ofm(), ...ofm()])],
  ['too_many_elements', JSON.stringify(Array.from({ length: 10_000 }, () => ({ type: 'a' })))],
])('reports %s', (code, authorizationDetails) => {
  const of = consentFlow('bad', { requested: { authorizationDetails } })
  expect(read(of).issues.map((issue) => issue.code)).toContain(code)
})
