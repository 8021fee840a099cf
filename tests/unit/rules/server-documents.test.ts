import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyContext } from '@/lib/facts/judging-context'
import { judgeDocument, judgeKeySet } from '@/lib/judge/judge-message'
import { metadataFields } from '@/lib/oauth/metadata-fields'
import { readPasted } from '@/lib/oauth/read-metadata'
import { ruleProfiles, type RuleProfile } from '@/lib/model/rule-profiles'
import type { RuleResult } from '@/lib/model/rule-result'
import { statusOf } from '@/lib/model/status'
import { context, document, issuer, metadata, noon } from '../../rules/artefacts'
import { ec, keySet, keySetWith, okp, rsa } from '../../rules/key-sets'

const profiles = Object.keys(ruleProfiles) as RuleProfile[]
const textOf = ({ id, findings }: RuleResult) =>
  `${id} ${findings.map(({ code }) => code).join(',')}`
const withStatus = (results: readonly RuleResult[], status: string) =>
  results.filter((result) => statusOf(result) === status).map(textOf)
const crashed = (results: readonly RuleResult[]) =>
  results.filter(({ outcome }) => outcome === 'crashed')

describe('the published metadata of Open Finance Malaysia', () => {
  test.each(['ofm', 'fapi2'] as const)('does not fail under %s', (ruleProfile) => {
    const { document: fetched } = document(metadata)
    const results = judgeDocument(fetched, { ...context, ruleProfile })
    expect(withStatus(results, 'fail')).toEqual([])
  })

  test('has the warnings that are argued', () => {
    const results = judgeDocument(document(metadata).document, context)
    expect(withStatus(results, 'warn')).toEqual([
      // Signed requests are required, and the document does not say so.
      'disc-require-signed-request-object missing',
      // UserInfo responses may be unsigned for clients that register so.
      'disc-userinfo-algs none',
    ])
  })

  test('is judged the same when it is pasted, except for its response', () => {
    const pasted = readPasted(JSON.stringify(metadata), issuer)
    const results = judgeDocument(pasted, context)
    expect(withStatus(results, 'fail')).toEqual([])
    const ids = results.map(({ id }) => id)
    for (const id of ['disc-status-200', 'disc-cors-discovery']) expect(ids).not.toContain(id)
  })
})

/** A typical server for OpenID Connect, with dynamic registration and browser clients. */
const openIdServer = {
  issuer: 'https://op.example',
  authorization_endpoint: 'https://op.example/authorize',
  token_endpoint: 'https://op.example/token',
  userinfo_endpoint: 'https://op.example/userinfo',
  jwks_uri: 'https://op.example/jwks',
  end_session_endpoint: 'https://op.example/logout',
  response_types_supported: ['code', 'id_token', 'code id_token'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'ES256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'none'],
  scopes_supported: ['openid', 'email'],
  claims_supported: ['sub', 'email'],
  code_challenge_methods_supported: ['S256'],
}

test('a typical OpenID provider has neither failures nor warnings under plain OAuth', () => {
  const { document: fetched } = document(openIdServer, { issuer: openIdServer.issuer })
  const results = judgeDocument(fetched, { ...emptyContext(noon), issuer: openIdServer.issuer })
  expect(withStatus(results, 'fail')).toEqual([])
  expect(withStatus(results, 'warn')).toEqual([])
})

test('a server for client credentials only has neither failures nor warnings', () => {
  const minimal = {
    issuer: 'https://as.example',
    token_endpoint: 'https://as.example/token',
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    response_types_supported: ['none'],
  }
  const { document: fetched } = document(minimal, {
    issuer: minimal.issuer,
    form: 'oauth',
    url: 'https://as.example/.well-known/oauth-authorization-server',
  })
  const results = judgeDocument(fetched, { ...emptyContext(noon), issuer: minimal.issuer })
  expect([...withStatus(results, 'fail'), ...withStatus(results, 'warn')]).toEqual([])
})

describe('a pasted document', () => {
  const failures = (published: object) => {
    const { issuer: own } = openIdServer
    const pasted = readPasted(JSON.stringify({ issuer: own, ...published }), own)
    return withStatus(judgeDocument(pasted, { ...emptyContext(noon), issuer: own }), 'fail')
  }
  const { subject_types_supported, id_token_signing_alg_values_supported, ...withoutOpenId } =
    openIdServer
  const openIdMembers = { subject_types_supported, id_token_signing_alg_values_supported }

  test('of an OAuth server with the scope openid needs no members of OpenID Connect', () => {
    expect(failures(withoutOpenId)).toEqual([])
  })

  test('with a member that only OpenID Connect defines needs all of them', () => {
    expect(failures({ ...withoutOpenId, subject_types_supported })).toEqual([
      'disc-required-oidc missing',
    ])
  })

  test('of OpenID Connect without scopes need not list the algorithms of client assertions', () => {
    const published = {
      ...openIdServer,
      scopes_supported: undefined,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    }
    expect(failures(published)).toEqual([])
    expect(failures({ ...published, ...withUndefined(openIdMembers) })).toEqual([
      'disc-auth-signing-alg-present missing',
    ])
  })

  test('from an entity statement may have its keys in jwks', () => {
    const published = {
      ...openIdServer,
      jwks_uri: undefined,
      client_registration_types_supported: ['automatic'],
    }
    expect(failures({ ...published, jwks: { keys: [rsa] } })).toEqual([])
    expect(failures(published)).toEqual(['disc-required-oidc missing'])
  })

  test('with null instead of a value has a warning only', () => {
    expect(failures({ ...openIdServer, op_tos_uri: null, ui_locales_supported: null })).toEqual([])
  })
})

const withUndefined = (members: object) =>
  Object.fromEntries(Object.keys(members).map((name) => [name, undefined]))

test.each(profiles)('a correct key has neither failures nor warnings under %s', async (name) => {
  const results = await judgeKeySet(keySet(rsa).keySet, { ...context, ruleProfile: name })
  expect([...withStatus(results, 'fail'), ...withStatus(results, 'warn')]).toEqual([])
})

test.each(['fapi2', 'oauth2'] as const)(
  'and neither have keys of all types under %s',
  async (name) => {
    const keys = keySet(rsa, ec, okp)
    const results = await judgeKeySet(keys.keySet, { ...context, ruleProfile: name })
    expect([...withStatus(results, 'fail'), ...withStatus(results, 'warn')]).toEqual([])
  },
)

/** Members of both documents, with values that are often almost right. */
const memberNames = [
  ...metadataFields.keys(),
  ...Object.keys({ ...rsa, ...ec, ...okp }),
  'keys',
  'x5c',
  'x5t#S256',
  'x5u',
  'key_ops',
  'd',
  'k',
  '__proto__',
]
const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('', 'RS256', 'none', 'code', 'https://x', 'http://', [''], [null], {}, 'AQAB'),
  fc.array(fc.constantFrom('code', 'PS256', 'none', '', 'query', 'x'.repeat(3000))),
)
const objects = fc
  .array(fc.tuple(fc.constantFrom(...memberNames), values))
  .map((entries) => Object.fromEntries(entries))

test('no rule crashes, whatever a metadata document contains', () => {
  fc.assert(
    fc.property(fc.oneof(objects, fc.jsonValue()), fc.constantFrom(...profiles), (json, name) => {
      const pasted = readPasted(JSON.stringify(json), issuer)
      const results = judgeDocument(pasted, { ...context, ruleProfile: name })
      expect(crashed(results)).toEqual([])
    }),
  )
})

test('no rule crashes, whatever a JWKS contains', async () => {
  const bodies = fc.oneof(
    fc.array(fc.oneof(objects, values)).map((keys) => ({ keys })),
    objects,
    fc.jsonValue(),
  )
  await fc.assert(
    fc.asyncProperty(bodies, fc.constantFrom(...profiles), async (json, ruleProfile) => {
      const { keySet: set } = keySetWith(JSON.stringify(json))
      expect(crashed(await judgeKeySet(set, { ...context, ruleProfile }))).toEqual([])
    }),
  )
})
