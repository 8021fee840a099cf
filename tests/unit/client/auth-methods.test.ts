import * as v from 'valibot'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { authenticate } from '@/lib/client/authenticate'
import { usesCertificate } from '@/lib/client/endpoints'
import {
  clientAuthNames,
  clientAuthOf,
  firstOf,
  methodsOf,
  type ClientAuthMethod,
} from '@/lib/model/client-auth-methods'
import { fitIssues } from '@/lib/oauth/profile-fit'
import { readPostman } from '@/lib/share/postman'
import { profileEntries } from '@/lib/storage/profile-schema'
import { contextOf, keyOf, profileOf } from './harness'

// Test files share their modules, and the table is read when they are loaded.
vi.hoisted(() => vi.resetModules())
afterAll(() => {
  vi.resetModules()
})

/** A method that the table does not have yet. */
vi.mock('@/lib/model/client-auth-methods', async (original) => {
  const table = await original<typeof import('@/lib/model/client-auth-methods')>()
  const row = { family: 'secret', needs: 'secret', sendsAssertion: false } as const
  Object.assign(table.clientAuthMethods, { client_secret_new: row })
  return table
})

const added = 'client_secret_new'
const authOf = (method: ClientAuthMethod) => ({ ...profileOf().clientAuth, method })
const missing = { key: 'signing_key_missing', secret: 'client_secret_missing', certificate: null }

test('a row is enough for the schema', () => {
  expect(clientAuthNames()).toContain(added)
  expect(methodsOf('secret')).toContain(added)
  const auth = { ...profileOf().clientAuth, method: added }
  expect(v.safeParse(profileEntries.clientAuth, auth).success).toBe(true)
  expect(v.safeParse(profileEntries.clientAuth, { ...auth, method: 'other' }).success).toBe(false)
})

test('an imported secret is used by the first method that needs one', () => {
  const secret = { name: 'client_secret', value: 's3cret', enabled: true }
  const { draft } = readPostman({ name: '', variables: [secret], requests: [], scripts: [] })
  expect(draft.clientAuth.method).toBe(firstOf('secret'))
})

describe.each(clientAuthNames().filter((method) => (method as string) !== added))(
  '%s',
  (method) => {
    const { needs, sendsAssertion } = clientAuthOf(method)
    const profile = profileOf({ clientAuth: authOf(method) })

    test('is made from what the table says that it needs', async () => {
      const signingKey = needs === 'key' ? await keyOf('PS256') : null
      const secret = needs === 'secret' ? 's3cret' : null
      const ctx = contextOf({ profile, signingKey, secret })
      expect(authenticate(ctx, 'https://auth.example/token')).toBeTypeOf('function')
      expect(usesCertificate(ctx)).toBe(needs === 'certificate')
    })

    test('says that it lacks that', () => {
      const made = authenticate(
        contextOf({ profile, signingKey: null, secret: null }),
        'https://auth.example/token',
      )
      const code = needs && missing[needs]
      expect('issues' in made ? made.issues.map((issue) => issue.code) : null).toEqual(
        code === null ? null : [code],
      )
    })

    test('is compared with the metadata', () => {
      const issues = fitIssues({
        draft: profile,
        alg: 'RS1',
        metadata: {
          token_endpoint_auth_methods_supported: ['other'],
          token_endpoint_auth_signing_alg_values_supported: ['PS256'],
        },
      })
      const signs = sendsAssertion && needs === 'key'
      expect(issues.map(({ seen }) => seen)).toEqual(signs ? [method, 'RS1'] : [method])
    })
  },
)
