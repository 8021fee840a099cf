import * as v from 'valibot'
import { clientAuthNames } from '@/lib/model/client-auth-methods'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { headerCalls } from '@/lib/oauth/call-headers'
import type { AssertionAudience, Profile } from '@/lib/oauth/profile'

/** The values of a union. A missing or unknown value does not compile. */
export type Values<T extends string> = { readonly [K in T]: K }

export const text = v.string()

export const textOrNull = v.nullable(text)

export const numberOrNull = v.nullable(v.number())

export const params = v.array(v.tuple([text, text]))

export const discovery = v.variant('kind', [
  v.object({ kind: v.literal('derived') }),
  v.object({ kind: v.literal('url'), url: text }),
  v.object({ kind: v.literal('document'), text }),
])

const clientAuth = v.object({
  method: v.picklist(clientAuthNames()),
  audience: v.enum({
    issuer: 'issuer',
    token_endpoint: 'token_endpoint',
    called_endpoint: 'called_endpoint',
  } satisfies Values<AssertionAudience>),
  lifetime: v.number(),
  extraClaims: text,
  extraHeader: text,
})

/** The members of a profile that are the same in the form and in storage. */
export const profileEntries = {
  name: text,
  issuer: text,
  clientId: text,
  redirectUris: v.array(text),
  ruleProfile: v.picklist(ruleProfileNames),
  addScopeOpenid: v.boolean(),
  discovery,
  scope: text,
  responseType: text,
  responseMode: text,
  claims: text,
  authorizationDetails: text,
  authorizationParams: params,
  tokenParams: params,
  headers: v.array(v.object({ name: text, value: text, on: v.picklist(headerCalls) })),
  variables: params,
  resourceServers: v.array(text),
  clientAuth,
  signingKeyId: textOrNull,
  decryptionKeyId: textOrNull,
  requestAs: v.enum({
    parameters: 'parameters',
    'request-object': 'request-object',
  } satisfies Values<Profile['requestAs']>),
  sendBy: v.enum({ par: 'par', url: 'url' } satisfies Values<Profile['sendBy']>),
  bindTokens: v.enum({
    dpop: 'dpop',
    certificate: 'certificate',
    nothing: 'nothing',
  } satisfies Values<Profile['bindTokens']>),
  autoExchange: v.boolean(),
  hold: v.boolean(),
  codeLifetime: numberOrNull,
  testSystem: v.boolean(),
}
