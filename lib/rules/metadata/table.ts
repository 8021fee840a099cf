import { textIn, textsIn } from '@/lib/model/json'
import { isOpenId, metadataOf } from '../reading'
import { https, issuerUrl, members, sameIssuer } from '../builders'
import { readWellKnown, type WellKnown } from '@/lib/oauth/well-known-form'
import type { FetchedDocument, Metadata } from '@/lib/oauth/metadata'

const on = 'metadata'

const issuerOf = (document: FetchedDocument) => textIn(metadataOf(document), 'issuer') ?? undefined

/**
 * OpenID Connect Discovery appends the well-known string, RFC 8414 inserts it. For an issuer without a path
 * only the suffix differs.
 */
const isAppended = ({ placement, suffix }: WellKnown) =>
  suffix === 'openid-configuration' && placement !== 'inserted'
const isInserted = (form: WellKnown) =>
  form.placement === 'inserted' ||
  (form.placement === 'root' && form.suffix === 'oauth-authorization-server')

/** The issuer of the document, if its URL has the form that the rule is about; undefined otherwise. */
function issuerFoundBy(document: FetchedDocument, isForm: (form: WellKnown) => boolean) {
  const form = readWellKnown(document.url)
  return form && isForm(form) ? issuerOf(document) : undefined
}

/**
 * The issuer that the URL was built from. This is the requested issuer if it matches, including a trailing
 * slash, which is removed when the URL is built.
 */
function issuerBehind({ url, issuer }: FetchedDocument): string | null {
  const built = readWellKnown(url)?.issuer ?? null
  return issuer === `${built}/` ? issuer : built
}

/** Whether the server only supports the implicit grant, which needs no token endpoint. */
function isImplicitOnly(metadata: Metadata): boolean {
  const grants = textsIn(metadata, 'grant_types_supported')
  if (grants) return grants.every((grant) => grant === 'implicit')
  const types = textsIn(metadata, 'response_types_supported') ?? []
  return types.length > 0 && types.every((type) => /^(?:id_token|token)(?: |$)/.test(type))
}

function tokenEndpoint(metadata: Metadata): readonly string[] {
  return isImplicitOnly(metadata) ? [] : ['token_endpoint']
}

function authorizationEndpoint(metadata: Metadata): readonly string[] {
  const grants = textsIn(metadata, 'grant_types_supported') ?? ['authorization_code']
  return grants.includes('authorization_code') || grants.includes('implicit')
    ? ['authorization_endpoint']
    : []
}

/** OpenID Federation publishes keys also in other members; its metadata is in an entity statement. */
function keys({ form, json }: FetchedDocument): readonly string[] {
  const isInStatement = form === 'explicit' && json?.['client_registration_types_supported']
  const others = isInStatement ? ['jwks', 'signed_jwks_uri'] : []
  return others.some((name) => json?.[name] !== undefined) ? [] : ['jwks_uri']
}

export const table = [
  https({
    id: 'disc-url-https',
    on,
    about: 'url',
    refs: ['OIDC-DISCOVERY-4.1', 'OIDC-DISCOVERY-7.1', 'RFC8414-3', 'RFC8414-6.1'],
    url: ({ document }) => document.url,
  }),
  issuerUrl({
    id: 'disc-issuer-url',
    on,
    about: 'issuer',
    refs: ['OIDC-DISCOVERY-3', 'RFC8414-2', 'RFC9207-2'],
    value: ({ document }) => issuerOf(document),
  }),
  sameIssuer({
    id: 'disc-issuer-match-oidc',
    on,
    about: 'issuer',
    refs: ['OIDC-DISCOVERY-4.1', 'OIDC-DISCOVERY-4.3'],
    seen: ({ document }) => issuerFoundBy(document, isAppended),
    expected: ({ document }) => issuerBehind(document),
  }),
  sameIssuer({
    id: 'disc-issuer-match-rfc8414',
    on,
    about: 'issuer',
    refs: ['RFC8414-3.1', 'RFC8414-3.3'],
    seen: ({ document }) => issuerFoundBy(document, isInserted),
    expected: ({ document }) => issuerBehind(document),
  }),
  members({
    id: 'disc-required-oidc',
    on,
    about: 'metadata',
    refs: ['OIDC-DISCOVERY-3'],
    within: ({ document }) => (isOpenId(document) ? metadataOf(document) : null),
    names: ({ document }) => [
      'issuer',
      'authorization_endpoint',
      ...tokenEndpoint(document.json ?? {}),
      ...keys(document),
      'response_types_supported',
      'subject_types_supported',
      'id_token_signing_alg_values_supported',
    ],
  }),
  members({
    id: 'disc-required-oauth',
    on,
    about: 'metadata',
    refs: ['RFC8414-2'],
    within: ({ document }) => metadataOf(document),
    names: ({ document }) => [
      'issuer',
      ...authorizationEndpoint(document.json ?? {}),
      ...tokenEndpoint(document.json ?? {}),
      'response_types_supported',
    ],
  }),
] as const
