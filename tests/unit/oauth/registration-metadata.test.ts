import { describe, expect, test } from 'vitest'
import { newDraft } from '@/lib/oauth/profile-defaults'
import { fitToMetadata } from '@/lib/oauth/profile-suggestion'
import type { RegistrationBasis } from '@/lib/oauth/registration-basis'
import { registrationFix } from '@/lib/oauth/registration-errors'
import { addableMembers, memberRows } from '@/lib/oauth/registration-metadata'
import { memberText, memberValue, requestedMembers } from '@/lib/oauth/registration-request'
import { readStatement } from '@/lib/oauth/software-statement'
import { statementText } from '../../samples/registration'

const metadata = {
  issuer: 'https://bank.example',
  registration_endpoint: 'https://bank.example/register',
  acr_values_supported: ['urn:openbanking:psd2:sca'],
  scopes_supported: ['openid', 'accounts'],
  grant_types_supported: ['authorization_code', 'client_credentials'],
  response_types_supported: ['code'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['ES256'],
  id_token_signing_alg_values_supported: ['RS256', 'PS256'],
  request_object_signing_alg_values_supported: ['PS256'],
}

function basisOf(change: Partial<RegistrationBasis> = {}): RegistrationBasis {
  const draft = fitToMetadata(newDraft(0), metadata, { isChosen: false, now: 0 })
  const statement = readStatement(statementText)
  return { draft, metadata, statement, key: null, registered: null, ...change }
}

describe('what is proposed', () => {
  test('follows the statement and what the server lists', () => {
    expect(requestedMembers(basisOf(), {})).toMatchObject({
      redirect_uris: ['https://app.tpp.test/cb'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      grant_types: ['authorization_code', 'client_credentials'],
      response_types: ['code'],
      // The role PISP allows payments, which the server does not list.
      scope: 'openid accounts',
      id_token_signed_response_alg: 'PS256',
      request_object_signing_alg: 'PS256',
      application_type: 'web',
      software_id: 'swTest0001',
      software_statement: statementText,
    })
  })

  test('a method without a key has no algorithm', () => {
    const edits = { token_endpoint_auth_method: 'client_secret_basic' }
    const members = requestedMembers(basisOf(), edits)
    expect(members).not.toHaveProperty('token_endpoint_auth_signing_alg')
  })

  test('without a statement the redirect URIs are those of the profile', () => {
    const draft = { ...newDraft(0), redirectUris: ['com.example.app:/cb', ' '] }
    const members = requestedMembers(basisOf({ statement: null, draft }), {})
    expect(members).toMatchObject({
      redirect_uris: ['com.example.app:/cb'],
      application_type: 'native',
    })
    expect(members).not.toHaveProperty('software_statement')
  })

  test('an update starts from every registered member, and a change is one edit', () => {
    const registered = { client_id: 'c', scope: 'openid', logo_uri: 'https://a.example/l', own: 1 }
    const basis = basisOf({ registered, statement: null })
    expect(requestedMembers(basis, { scope: 'openid accounts', logo_uri: null })).toEqual({
      client_id: 'c',
      scope: 'openid accounts',
      own: 1,
    })
  })
})

describe('rows of the form', () => {
  test('an edit is marked, and a value that is not listed names the list', () => {
    const row = memberRows(basisOf(), { response_types: ['code id_token', 'code'] }).find(
      ({ name }) => name === 'response_types',
    )
    expect(row).toMatchObject({
      isEdited: true,
      unlisted: { list: 'response_types_supported', values: ['code id_token'] },
    })
  })

  test('a member is in the form or can be added', () => {
    const rows = memberRows(basisOf(), {})
    const addable = addableMembers(rows)
    expect(addable).toContain('client_name')
    expect(rows.map(({ name }) => name)).not.toContain('client_name')
    expect(addable.some((name) => rows.some((row) => row.name === name))).toBe(false)
  })

  test('the order of the words of a response type does not matter', () => {
    const lists = { ...metadata, response_types_supported: ['id_token code'] }
    const edits = { response_types: ['code id_token'] }
    const rows = memberRows(basisOf({ metadata: lists }), edits)
    expect(rows.find(({ name }) => name === 'response_types')?.unlisted).toBeNull()
  })

  test.each([
    ['list', ['a', 'b'], 'a b'],
    ['words', 'openid accounts', 'openid accounts'],
    ['seconds', 60, '60'],
    ['json', { keys: [] }, '{"keys":[]}'],
  ] as const)('a %s is written and read', (type, value, text) => {
    expect(memberText(type, value)).toBe(text)
    expect(memberValue(type, text)).toEqual(value)
  })

  test('JSON that cannot be read is sent as it was typed', () => {
    expect(memberValue('json', '{"keys":')).toBe('{"keys":')
  })
})

describe('the fix of a refusal', () => {
  const edits = { response_types: ['code id_token', 'code'], token_endpoint_auth_method: 'none' }

  test('is for the member that the description names', () => {
    const error = { error_description: 'token_endpoint_auth_method is not supported' }
    expect(registrationFix(memberRows(basisOf(), edits), error)).toMatchObject({
      name: 'token_endpoint_auth_method',
      value: 'private_key_jwt',
    })
  })

  test('keeps the values of a list that are supported', () => {
    const error = { error_description: 'response_types: code id_token' }
    expect(registrationFix(memberRows(basisOf(), edits), error)).toMatchObject({
      sent: ['code id_token'],
      value: ['code'],
    })
  })

  test('is missing where the request shows no cause', () => {
    expect(registrationFix(memberRows(basisOf(), {}), null)).toBeNull()
  })
})
