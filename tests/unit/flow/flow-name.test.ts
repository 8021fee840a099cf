import { describe, expect, test } from 'vitest'
import { noRequestedParams, type Flow } from '@/lib/flow/model/flow'
import { nameAmong, namingOf } from '@/lib/flow/read/flow-name'

const details = (consent: object) => JSON.stringify([{ type: 'urn:ofm:accounts:v1', consent }])
const usual = {
  scope: 'openid accounts',
  authorizationDetails: details({
    dp_id: 'DP1',
    permissions: ['read_accounts', 'read_balances', 'read_transactions'],
    expires: '2026-01-01T00:00:00Z',
  }),
}

type Named = Parameters<typeof namingOf>[0]

const flowOf = (requested: Partial<Flow['requested']>, more: Partial<Named> = {}): Named => ({
  profileId: 'p1',
  clientId: 'tpp',
  issuer: 'https://as.example',
  requested: { ...noRequestedParams, ...requested },
  ...more,
})

const withPermissions = (...permissions: readonly string[]) =>
  flowOf({ authorizationDetails: details({ dp_id: 'DP1', permissions }) })

describe('a flow is called', () => {
  test.each([
    ['as the tester named it', flowOf({}, { name: 'Nightly' }), { from: 'given', text: 'Nightly' }],
    [
      'by the only permission',
      withPermissions('read_transactions'),
      { from: 'only', text: 'read_transactions' },
    ],
    [
      'by the missing permissions',
      withPermissions('read_accounts', 'read_balances'),
      { from: 'without', text: 'read_transactions' },
    ],
    [
      'by the added permissions',
      withPermissions('read_accounts', 'pay'),
      { from: 'also', text: 'pay' },
    ],
    [
      'by the member that differs, not by a time',
      flowOf({
        authorizationDetails: usual.authorizationDetails
          .replace('DP1', 'DP9')
          .replace('2026', '2027'),
      }),
      { from: 'member', member: 'dp_id', text: 'DP9' },
    ],
    ['by the scopes that differ', flowOf({ scope: 'openid' }), { from: 'only', text: 'openid' }],
    [
      'by its consent',
      flowOf({ authorizationDetails: usual.authorizationDetails, scope: usual.scope }),
      { from: 'consent', text: 'accounts:v1', permissions: 3 },
    ],
    ['by its scope', flowOf({ scope: usual.scope }), { from: 'scope', text: usual.scope }],
    ['by its client', flowOf({}), { from: 'client', text: 'tpp' }],
    [
      'by its server',
      flowOf({}, { clientId: null }),
      { from: 'server', text: 'https://as.example' },
    ],
    [
      'unknown if nothing is known',
      flowOf({}, { clientId: null, issuer: null }),
      { from: 'unknown', text: '' },
    ],
  ])('%s', (_, flow, naming) => {
    expect(namingOf(flow, usual)).toEqual(naming)
  })

  test('without a profile by its client, whatever its scope is', () => {
    const flow = flowOf({ scope: 'openid' }, { profileId: null, clientId: 'budget-app' })
    expect(namingOf(flow, null)).toEqual({ from: 'client', text: 'budget-app' })
  })

  test('by the beginning of a long name', () => {
    expect(namingOf(flowOf({}, { name: 'n'.repeat(10_000) }), null).text).toHaveLength(120)
  })
})

describe('the number of a name', () => {
  const consent = { from: 'consent', text: 'accounts', permissions: 3 } as const
  const client = { from: 'client', text: 'tpp' } as const
  const row = (id: string, nth: number, profileId = 'p1') => ({
    id,
    profileId,
    name: { ...consent, nth },
  })
  const flow = { id: 'f', profileId: 'p1' }

  test('counts the flows of the profile with the same name', () => {
    expect(nameAmong([], flow, consent).nth).toBe(1)
    expect(nameAmong([row('a', 1), row('b', 8)], flow, consent).nth).toBe(9)
    expect(nameAmong([row('a', 4, 'p2')], flow, consent).nth).toBe(1)
    expect(nameAmong([row('a', 4)], flow, { ...consent, permissions: 2 }).nth).toBe(1)
  })

  test('stays when other flows are removed', () => {
    expect(nameAmong([row('f', 9)], flow, consent)).toEqual({ ...consent, nth: 9 })
  })

  test('and the name stay when the profile changes, until the tester names the flow', () => {
    const also = { from: 'also', text: 'pay' } as const
    expect(nameAmong([row('f', 9)], flow, also)).toEqual({ ...consent, nth: 9 })
    const given = { from: 'given', text: 'Nightly' } as const
    expect(nameAmong([row('f', 9)], flow, given)).toEqual({ ...given, nth: 1 })
  })

  test('are found again when the tester deletes the name, or more becomes known', () => {
    const named = { ...flow, name: { from: 'given', text: 'Nightly', nth: 1 } as const }
    expect(nameAmong([named, row('a', 2)], flow, consent)).toEqual({ ...consent, nth: 3 })
    const unnamed = { ...flow, name: { ...client, nth: 5 } }
    expect(nameAmong([unnamed], flow, client).nth).toBe(5)
    expect(nameAmong([unnamed], flow, consent)).toEqual({ ...consent, nth: 1 })
  })
})
