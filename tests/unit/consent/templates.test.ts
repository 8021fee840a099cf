import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consentOf } from '@/lib/consent/consent'
import { baseScope } from '@/lib/consent/templates/base-scope'
import {
  fillRequest,
  fillTemplate,
  freeVariables,
  templateScope,
  withConsentId,
} from '@/lib/consent/templates/fill'
import { builtInTemplates, templatesFor, withValues } from '@/lib/consent/templates'
import { idPlace, profileWith } from '@/lib/consent/templates/place'
import { plannedCalls } from '@/lib/consent/templates/plan'
import { readTemplates, templatesText } from '@/lib/consent/templates/read-template'
import { consentIdIn, consentReport, lifeOfStatus } from '@/lib/consent/templates/report'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import type { Profile } from '@/lib/oauth/profile'
import { consentFlow } from '../../samples/consent-flow'

const now = Date.parse('2026-11-28T00:00:00Z')
const profile: Profile = {
  ...clientDefaults.uk,
  id: 'p',
  name: 'Bank',
  issuer: 'https://auth.bank.example',
  clientId: 'client-1',
  redirectUris: ['https://app.example/cb'],
  ruleProfile: 'uk',
  addScopeOpenid: false,
  createdAt: 0,
  resourceServers: ['https://rs.bank.example/'],
}
const metadata = {
  token_endpoint: 'https://auth.bank.example/token',
  pushed_authorization_request_endpoint: 'https://auth.bank.example/par',
  authorization_endpoint: 'https://auth.bank.example/authorize',
  cdr_arrangement_revocation_endpoint: 'https://auth.bank.example/revoke',
}
const template = (id: string) => {
  const found = builtInTemplates.find((each) => each.id === id)
  if (!found) throw new Error(id)
  return found.template
}
const scopeOf = (id: string, given: Record<string, unknown> = {}) => {
  const base = baseScope(profile, metadata, { now, uuid: () => 'uuid-1' })
  return templateScope(withValues(template(id), given), base, profile.resourceServers)
}
const idOf = (id: string) => template(id).create ?? template(id).withdraw

describe('the built-in templates', () => {
  test.each(builtInTemplates)('$id is valid, and the same after export and import', (named) => {
    const read = readTemplates(templatesText([named.template]))
    expect(read).toEqual({ templates: [named.template] })
  })

  test.each([
    ['uk_account_access_40', 'claims.id_token.openbanking_intent_id.value'],
    ['uk_domestic_payment_31', 'claims.id_token.openbanking_intent_id.value'],
    ['brazil_consents', 'scope=consent:…'],
    ['berlin_group', 'scope=AIS:…'],
    ['cdr_arrangement', null],
    ['malaysia_details', null],
  ])('%s puts the id at %s', (id, place) => {
    expect(idPlace(template(id))).toBe(place)
  })

  test('those of an ecosystem come first, and every profile is offered all', () => {
    for (const name of ruleProfileNames)
      expect(templatesFor(name, [])).toHaveLength(builtInTemplates.length)
    expect(templatesFor('br', [])[0]?.id).toBe('brazil_consents')
  })

  test('name nothing but what a profile has', () => {
    for (const { id, template: each } of builtInTemplates)
      for (const name of freeVariables(each))
        expect([id, name]).toEqual([
          id,
          expect.stringMatching(
            /^(?:consent\.id|uuid|redirect_uri|client_id|now(?:\+\d+d)?|today(?:\+\d+d)?|metadata\.\w+)$/,
          ),
        ])
  })
})

describe('filling', () => {
  test('replaces values by their type, and leaves out what is empty', () => {
    const { body, url, unknown } = fillRequest(
      template('uk_account_access_40').create as never,
      scopeOf('uk_account_access_40', { permissions: ['ReadBalances'] }),
    )
    expect(url).toBe('https://rs.bank.example/open-banking/v4.0/aisp/account-access-consents')
    expect(JSON.parse(body)).toEqual({
      Data: { Permissions: ['ReadBalances'], ExpirationDateTime: '2027-02-26T00:00:00Z' },
      Risk: {},
    })
    expect(unknown).toEqual([])
  })

  test('a number and a switch stay what they are', () => {
    const { body, headers } = fillRequest(
      template('berlin_group').create as never,
      scopeOf('berlin_group', { frequencyPerDay: 2, recurringIndicator: false }),
    )
    expect(JSON.parse(body)).toMatchObject({
      access: { allPsd2: 'allAccounts' },
      frequencyPerDay: 2,
      recurringIndicator: false,
      validUntil: '2027-02-26',
    })
    expect(headers).toContainEqual(['X-Request-ID', 'uuid-1'])
    expect(headers).toContainEqual(['TPP-Redirect-URI', 'https://app.example/cb'])
  })

  test('an unknown variable is listed, also inside a value', () => {
    const scope = scopeOf('uk_account_access_40', { ExpirationDateTime: '{{no_such}}' })
    const { unknown } = fillRequest(template('uk_account_access_40').create as never, scope)
    expect(unknown).toEqual(['{{ExpirationDateTime}}'])
  })

  test.each([
    ['../../payments', '..%2F..%2Fpayments'],
    ['a?b#c', 'a%3Fb%23c'],
    ['urn:bank:T0001', 'urn:bank:T0001'],
    ['{{uuid}}', '%7B%7Buuid%7D%7D'],
  ])('the id %s cannot name another path', (id, written) => {
    const call = template('uk_account_access_40').status?.call
    const scope = withConsentId(scopeOf('uk_account_access_40'), id)
    expect(fillRequest(call as never, scope).url).toBe(
      `https://rs.bank.example/open-banking/v4.0/aisp/account-access-consents/${written}`,
    )
  })

  test('never throws, and keeps the names of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const { value } = fillTemplate(json, scopeOf('berlin_group'))
        expect(() => JSON.stringify(value)).not.toThrow()
      }),
    )
  })
})

describe('placing', () => {
  test('the id stays a variable, so that it is replaced once', () => {
    const derived = profileWith(
      { ...profile, claims: '{"userinfo":{"name":null},"id_token":{"auth_time":null}}' },
      template('uk_account_access_40'),
      withConsentId(scopeOf('uk_account_access_40'), '{{resource_base}}'),
    )
    expect(JSON.parse(derived.claims)).toEqual({
      userinfo: { name: null },
      id_token: {
        auth_time: null,
        openbanking_intent_id: { value: '{{consent.id}}', essential: true },
        acr: { essential: true },
      },
    })
    expect(derived.scope).toBe('openid accounts')
  })

  test('a member named __proto__ changes nothing else', () => {
    const claims = JSON.parse('{"__proto__":{"polluted":true}}') as unknown
    const authorization = { scope: '', claims, details: null }
    const derived = profileWith(profile, { authorization }, scopeOf('berlin_group'))
    expect(derived.claims).toBe('{"__proto__":{"polluted":true}}')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('the CDR sends a number, and an arrangement only to amend one', () => {
    const claims = (given: object) =>
      JSON.parse(
        profileWith(profile, template('cdr_arrangement'), scopeOf('cdr_arrangement', { ...given }))
          .claims,
      ) as object
    expect(claims({})).toMatchObject({ sharing_duration: 7_776_000 })
    expect(claims({})).not.toHaveProperty('cdr_arrangement_id')
    expect(claims({ cdr_arrangement_id: 'a-1' })).toMatchObject({ cdr_arrangement_id: 'a-1' })
  })
})

describe('reading', () => {
  test('id, status and expiry by their paths', () => {
    const body = JSON.stringify({
      Data: { ConsentId: 'aac-1', Status: 'AUTH', ExpirationDateTime: '2027-02-26T00:00:00+00:00' },
    })
    const uk = template('uk_account_access_40')
    expect(consentIdIn(body, 'Data.ConsentId')).toBe('aac-1')
    expect(consentReport(body, uk)).toEqual({
      status: 'AUTH',
      expiry: Date.parse('2027-02-26T00:00:00Z'),
    })
    expect(lifeOfStatus(uk, 'AUTH')).toBe('active')
    expect(lifeOfStatus(uk, 'toString')).toBeNull()
  })

  test('an introspection has a NumericDate, and a truth value as its status', () => {
    const cdr = template('cdr_arrangement')
    expect(consentReport('{"active":true,"exp":1800000000}', cdr)).toEqual({
      status: 'true',
      expiry: 1_800_000_000_000,
    })
  })

  test.each(['', '..', '.', 'x'.repeat(1001)])('no id is read from %j', (id) => {
    expect(consentIdIn(JSON.stringify({ consentId: id }), 'consentId')).toBeNull()
  })

  test('anything that is not JSON says nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (body, path) => {
        consentIdIn(body, path)
        consentReport(body, template('brazil_consents'))
      }),
    )
  })
})

describe('the plan', () => {
  test('of a consent has its calls in order, and marks the line with the id', () => {
    const calls = plannedCalls({
      template: template('uk_account_access_40'),
      profile: { ...profile, sendBy: 'par' },
      metadata,
      scope: scopeOf('uk_account_access_40'),
    })
    expect(calls.map(({ kind, when }) => [kind, when])).toEqual([
      ['token', 'now'],
      ['create', 'now'],
      ['push', 'now'],
      ['authorize', 'user'],
      ['exchange', 'afterwards'],
      ['status', 'request'],
      ['use', 'request'],
      ['withdraw', 'request'],
    ])
    const marked = calls.flatMap(({ lines }) => lines.filter(({ isId }) => isId))
    expect(marked.map(({ text }) => text.trim())).toEqual(['"value": "{{consent.id}}",'])
  })

  test('of an arrangement has no call before the push', () => {
    const calls = plannedCalls({
      template: template('cdr_arrangement'),
      profile: { ...profile, sendBy: 'par' },
      metadata,
      scope: scopeOf('cdr_arrangement'),
    })
    expect(calls.map(({ kind }) => kind)).toEqual([
      'push',
      'authorize',
      'exchange',
      'status',
      'use',
      'withdraw',
    ])
    expect(calls.at(-1)?.url).toBe('https://auth.bank.example/revoke')
  })
})

describe('an import', () => {
  const good = JSON.parse(templatesText([template('brazil_consents')])) as Record<string, unknown>
  const codes = (text: string) => {
    const read = readTemplates(text)
    return 'issues' in read ? read.issues : []
  }

  test.each([
    ['not JSON', '{', 'template_not_json'],
    ['a list', '[]', 'template_not_object'],
    ['too deep', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, 'template_not_json'],
    ['no template', '{"consent_templates":[]}', 'template_list'],
    ['too long', ' '.repeat(600_000), 'template_long'],
  ])('%s is refused', (_, text, code) => {
    expect(codes(text)).toMatchObject([{ code }])
  })

  test.each([
    [{ name: '' }, 'name'],
    [{ create: { ...(good['create'] as object), method: 'TRACE' } }, 'create.method'],
    [{ create: { ...(good['create'] as object), expect: '201' } }, 'create.expect'],
    [{ status: { ...(good['status'] as object), words: { X: 'alive' } } }, 'status.words.X'],
    [{ values: [{ name: 'a b', kind: 'text', value: '' }] }, 'values.0.name'],
    [{ values: [{ name: 'a', kind: 'list', value: [1] }] }, 'values.0.value'],
    [{ authorization: { scope: 7 } }, 'authorization.scope'],
  ])('%j is refused at %s', (change, path) => {
    expect(codes(JSON.stringify({ ...good, ...change }))).toMatchObject([
      { code: 'template_member', about: path },
    ])
  })

  test('one wrong template refuses the file, and names its place', () => {
    expect(
      codes(JSON.stringify({ consent_templates: [good, { ...good, name: 1 }] })),
    ).toMatchObject([{ code: 'template_member', about: 'consent_templates.1.name' }])
  })

  test('unknown members and prototype keys have no effect', () => {
    const text = JSON.stringify({ ...good, extra: 1 }).replace('{', '{"__proto__":{"a":1},')
    const read = readTemplates(text)
    expect(read).toEqual({ templates: [template('brazil_consents')] })
    expect(({} as Record<string, unknown>)['a']).toBeUndefined()
  })

  test('arbitrary JSON never throws', () => {
    fc.assert(fc.property(fc.json(), (text) => void readTemplates(text)))
  })
})

test('every template that creates a consent can be read again', () => {
  for (const { id, template: each } of builtInTemplates) {
    expect(idOf(id)).toBeTruthy()
    expect(each.status).not.toBeNull()
  }
})

test('a withdrawal ends the consent that the flow shows', () => {
  const life = (state: Parameters<typeof consentFlow>[1]) =>
    consentOf(consentFlow(profile, state, now), now + 60_000)?.life
  expect(life('authorised')).toBe('active')
  expect(life('withdrawn')).toBe('withdrawn')
})
