import { describe, expect, test } from 'vitest'
import { newDraft } from '@/lib/oauth/profile-defaults'
import {
  clientAfter,
  compareRegistration,
  profileDifferences,
  profileOfRegistration,
  registeredClient,
  registrationSecrets,
} from '@/lib/oauth/registration-result'
import { acceptedUntil, readStatement } from '@/lib/oauth/software-statement'
import { registered, requestedMembers, statementText } from '../../samples/registration'

describe('the requested beside the registered metadata', () => {
  const compared = compareRegistration(
    { ...requestedMembers, iss: 's', aud: 'a', iat: 1, exp: 2, jti: 'j', client_name: 'App' },
    { ...registered, grant_types: ['refresh_token', 'authorization_code'] },
  )
  const of = (name: string) => compared.find((each) => each.name === name)

  test('differences come first', () => {
    expect(compared.map(({ name }) => name).slice(0, 2)).toEqual(['scope', 'client_name'])
  })

  test.each([
    ['scope', 'changed'],
    ['client_name', 'missing'],
    ['tls_client_certificate_bound_access_tokens', 'added'],
    ['client_id', 'issued'],
    ['grant_types', 'same'],
  ])('%s is %s', (name, difference) => {
    expect(of(name)?.difference).toBe(difference)
  })

  test('what was not registered is named', () => {
    expect(of('scope')?.lost).toEqual(['payments'])
  })

  test('the claims that only a signed request has are not compared', () => {
    for (const name of ['iss', 'aud', 'iat', 'exp', 'jti']) expect(of(name)).toBeUndefined()
  })
})

describe('the profile of a registered client', () => {
  test('has the registered values, and keeps what the response does not name', () => {
    const draft = { ...newDraft(0), name: 'Bank', signingKeyId: 'k1' }
    expect(profileOfRegistration(draft, registered)).toMatchObject({
      name: 'Bank',
      clientId: 'ukb-51d0c7a9',
      redirectUris: ['https://app.tpp.test/cb'],
      scope: 'openid accounts',
      clientAuth: { method: 'private_key_jwt' },
      bindTokens: 'certificate',
      signingKeyId: 'k1',
    })
  })

  test.each([null, 1, 'x', {}, []])('a member of another type (%o) is ignored', (value) => {
    const draft = { ...newDraft(0), clientId: 'c' }
    const names = ['client_id', 'redirect_uris', 'scope', 'response_types']
    const odd = Object.fromEntries(names.map((name) => [name, value === 'x' ? 7 : value]))
    const made = profileOfRegistration(draft, { ...odd, token_endpoint_auth_method: value })
    expect(made.clientId).toBe('c')
    expect(made.clientAuth).toEqual(draft.clientAuth)
  })

  test('is stored without secrets', () => {
    const facts = { form: 'json', access: 'none', audience: 'a', now: 1 } as const
    const secret = { ...registered, client_secret: 's', software_statement: statementText }
    const client = registeredClient(secret, { ...facts, statement: statementText })
    const stored = JSON.stringify(client)
    for (const { clientSecret, accessToken, statement } of [registrationSecrets(secret)])
      for (const each of [clientSecret, accessToken, statement])
        expect(stored).not.toContain(`"${each}"`)
    expect(client.members).toHaveProperty('tls_client_certificate_bound_access_tokens', true)
    expect(client.statement?.expiresAt).toEqual(expect.any(Number))
    const after = clientAfter(client, { client_id: 'c' }, 2)
    expect(after).toMatchObject({
      clientUri: client.clientUri,
      readAt: 2,
      statement: client.statement,
    })
  })

  test('differs where it uses what is not registered', () => {
    const draft = profileOfRegistration(newDraft(0), registered)
    expect(profileDifferences(draft, registered)).toEqual([])
    expect(profileDifferences({ ...draft, scope: 'openid' }, registered)).toEqual([])
    expect(profileDifferences({ ...draft, scope: 'openid payments' }, registered)).toMatchObject([
      { name: 'scope' },
    ])
  })
})

describe('a software statement', () => {
  test('is read, whatever its ecosystem calls the claims', () => {
    expect(readStatement(` ${statementText}\n`)).toMatchObject({
      text: statementText,
      softwareId: 'swTest0001',
      scopes: ['openid', 'accounts', 'payments'],
      redirectUris: ['https://app.tpp.test/cb'],
      inactive: [],
    })
  })

  test.each(['', 'x', 'eyJ', 'a.b.c', '{}', '..', 'eyJ'.repeat(1000)])('%j is not one', (text) => {
    expect(readStatement(text)).toBeNull()
  })

  test('Brazil accepts it for five minutes after its issue', () => {
    expect(acceptedUntil({ issuedAt: 1000, expiresAt: null }, 'br')).toBe(1300)
    expect(acceptedUntil({ issuedAt: 1000, expiresAt: 1100 }, 'br')).toBe(1100)
    expect(acceptedUntil({ issuedAt: 1000, expiresAt: null }, 'uk')).toBeNull()
  })
})
