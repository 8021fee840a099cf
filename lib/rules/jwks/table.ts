import { curveBits, signatureAlgorithms } from '@/lib/jose/algorithms'
import { keySize, privateMembers } from '@/lib/jose/jwks'
import { signingKidsOf, purposeOfKey, type NamedKey } from '@/lib/jose/key-set'
import { textsIn } from '@/lib/model/json'
import { isReachable, parseUrl } from '@/lib/model/url'
import { binds } from '../bodies'
import { finding } from '../builders'
import { keyRule, keysRule, responseRule } from '../key-set-builders'
import { fitsAlg } from '../key-set-reading'
import { mediaType } from '../reading'
import { defineRule, notObserved } from '../rule'

const mediaTypes: readonly string[] = ['application/jwk-set+json', 'application/json']

/** `k` belongs to a symmetric key, which has its own rule. */
const asymmetricMembers = privateMembers.filter((name) => name !== 'k')

const any = () => true
const isType = (type: string) => (key: NamedKey) => key.jwk['kty'] === type

/** @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.3) */
const leastRsaBits = 2048

/** Curves with fewer bits than FAPI permits. */
const shortCurves: ReadonlySet<unknown> = new Set(['P-192', 'secp192r1', 'secp160r1'])

/** Participants of Open Finance Malaysia cache a JWKS for at most 15 minutes. */
const maxAgeSeconds = 900

export const table = [
  responseRule({
    id: 'jwks-media-type',
    about: 'Content-Type',
    refs: ['RFC7517-8.5.1'],
    check: ({ keySet: { contentType } }) =>
      contentType !== null && mediaTypes.includes(mediaType(contentType))
        ? []
        : [finding('differs', contentType, mediaTypes.join(', '))],
  }),
  /** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1.1) */
  responseRule({
    id: 'jwks-cache-headers',
    about: 'Cache-Control',
    refs: ['OIDC-CORE-10.1.1', 'OFM'],
    check({ keySet: { cacheControl }, context }) {
      const age = /\bmax-age="?(\d{1,12})/i.exec(cacheControl ?? '')?.[1]
      if (age === undefined)
        return /\bno-(?:store|cache)\b/i.test(cacheControl ?? '')
          ? []
          : [finding('missing', cacheControl, 'max-age')]
      return binds(context.ruleProfile, 'OFM') && Number(age) > maxAgeSeconds
        ? [finding('long', age, `≤ ${maxAgeSeconds}`)]
        : []
    },
  }),
  /** Parley does not follow redirects, so the URL is the only hop. */
  defineRule({
    id: 'jwks-redirect-https',
    on: 'jwks',
    about: 'url',
    refs: ['FAPI2-SP-5.4.2', 'FAPI1-ADV-8.9'],
    check({ keySet: { url, status } }) {
      const parsed = parseUrl(url)
      if (!parsed) return undefined
      if (!isReachable(parsed)) return [finding('scheme', `${parsed.protocol}//${parsed.host}`)]
      return status === 200 ? [] : notObserved
    },
  }),
  /** The values are secrets, so findings contain only names. */
  keyRule({
    id: 'jwks-private-members',
    about: 'keys',
    refs: ['OIDC-DISCOVERY-3', 'RFC7517-9.2'],
    appliesTo: any,
    check({ name, jwk }) {
      const exposed = asymmetricMembers.filter((member) => Object.hasOwn(jwk, member))
      return exposed.length === 0 ? [] : [finding('present', `${name}: ${exposed.join(', ')}`)]
    },
  }),
  keyRule({
    id: 'jwks-symmetric',
    about: 'kty',
    refs: ['OIDC-DISCOVERY-3', 'RFC7517-9.2'],
    appliesTo: any,
    check: ({ name, jwk }) =>
      jwk['kty'] === 'oct' || Object.hasOwn(jwk, 'k') ? [finding('present', name)] : [],
  }),
  /** A single key needs no name, because clients do not have to choose. */
  keysRule({
    id: 'jwks-kid-present',
    about: 'kid',
    refs: ['OIDC-CORE-10.1', 'RFC7517-4.5'],
    check: (keys) =>
      keys
        .filter(({ jwk }) => typeof jwk['kid'] !== 'string' || jwk['kid'] === '')
        .map(({ name }) => ({
          ...finding('missing', name),
          ...(keys.length === 1 ? { severity: 'info' } : {}),
        })),
  }),
  /** @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.3) */
  keysRule({
    id: 'jwks-use-required',
    about: 'use',
    refs: ['OIDC-DISCOVERY-3', 'RFC8414-2'],
    check(keys) {
      const uses = new Set(keys.map(({ jwk }) => purposeOfKey(jwk)))
      if (!uses.has('enc') || uses.size === 1) return undefined
      return keys
        .filter(({ jwk }) => jwk['use'] === undefined)
        .map(({ name }) => finding('missing', name))
    },
  }),
  keyRule({
    id: 'jwks-rsa-size',
    about: 'n',
    refs: ['RFC7518-3.3', 'RFC7518-3.5', 'FAPI2-SP-5.4.1', 'FAPI1-BASE-5.2.2'],
    appliesTo: ({ jwk }) => jwk['kty'] === 'RSA' && keySize(jwk) !== null,
    check({ name, jwk }) {
      const size = keySize(jwk) ?? leastRsaBits
      return size >= leastRsaBits ? [] : [finding('short', `${name}: ${size}`, `≥ ${leastRsaBits}`)]
    },
  }),
  keyRule({
    id: 'jwks-ec-size',
    about: 'crv',
    refs: ['FAPI2-SP-5.4.1', 'FAPI1-BASE-5.2.2'],
    appliesTo: isType('EC'),
    check({ name, jwk: { crv } }) {
      if (typeof crv !== 'string' || curveBits.has(crv)) return []
      return [finding(shortCurves.has(crv) ? 'short' : 'curve', `${name}: ${crv}`)]
    },
  }),
  keyRule({
    id: 'jwks-x5u-jku',
    about: 'x5u',
    refs: ['FAPI2-SP-5.4.2', 'FAPI1-ADV-8.9', 'RFC8725-3.10'],
    appliesTo: any,
    check: ({ name, jwk }) => (Object.hasOwn(jwk, 'x5u') ? [finding('present', name)] : []),
  }),
  keysRule({
    id: 'jwks-signing-key-available',
    about: 'keys',
    refs: ['OIDC-DISCOVERY-3'],
    check(keys, { context: { metadata } }) {
      if (!metadata) return notObserved
      const listed = textsIn(metadata, 'id_token_signing_alg_values_supported') ?? []
      const algs = listed.filter((alg) => signatureAlgorithms.has(alg))
      if (algs.length === 0) return undefined
      return algs
        .filter((alg) => !keys.some(({ jwk }) => fitsAlg(jwk, alg)))
        .map((alg) => finding('missing', null, alg))
    },
  }),
  /**
   * The old key stays for a while after a new one was added.
   *
   * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1.1)
   */
  keysRule({
    id: 'jwks-rotation-overlap',
    about: 'kid',
    refs: ['OIDC-CORE-10.1.1'],
    check(keys, { keySetContext: { earlierKids } }) {
      if (earlierKids === null) return notObserved
      const kids = new Set(signingKidsOf(keys))
      if (earlierKids.length === 0 || kids.size === 0) return undefined
      return earlierKids.some((kid) => kids.has(kid))
        ? []
        : [finding('removed', [...kids].slice(0, 5).join(', '), earlierKids.slice(0, 5).join(', '))]
    },
  }),
] as const
