import { excerpt } from '@/lib/model/text-bound'
import type { Refusal } from '@/lib/jose/key-choice'
import type { DecodedJwt, VerificationReason } from '@/lib/jose/types'
import { jsonText, listOf, type JsonObject } from '@/lib/model/json'
import type { Profile } from './profile'
import type { TokenKind } from './token-kind'

/** The parts of a profile that determine whose keys are used. */
export interface Party extends Pick<Profile, 'id' | 'name' | 'issuer' | 'clientId'> {
  /** The issuer and the endpoints that a token of the client may be addressed to. */
  readonly audiences: readonly string[]
  /** The metadata of the issuer is usable, so its keys can be fetched. */
  readonly isUsable: boolean
}

/** The flow that contains the token. */
interface SigningFlow {
  readonly issuer: string | null
  readonly clientId: string | null
  readonly profileId: string | null
}

/** Whose key verifies a token, and why; or the reason why no key can be chosen. */
export type Signer =
  | { readonly by: 'pasted' | 'proof' | 'holder' }
  | {
      readonly by: 'issuer' | 'client'
      /** The issuer or the client_id. */
      readonly id: string
      /** The profiles whose keys are used, in order. */
      readonly parties: readonly [Party, ...Party[]]
      /** The claim that identifies the signer, or the flow that contains the token. */
      readonly because: 'claim' | 'flow'
      /** Why a signature that is not valid with these keys may still be genuine; null if it is not. */
      readonly otherwise: Refusal | null
    }
  | { readonly by: 'unknown'; readonly why: Refusal }

type Choose = (jwt: DecodedJwt, known: Known) => Signer

interface Known {
  /** The profiles, the preferred one first. */
  readonly parties: readonly Party[]
  readonly flow: SigningFlow | null
  /** Who sent the message that is signed; absent or null for a token, which may be from elsewhere. */
  readonly sender?: 'client' | 'server' | null
}

/** Who signs each kind of token. */
const choices: Readonly<Record<TokenKind, Choose>> = {
  'id-token': byIssuer,
  'access-token': byIssuer,
  'refresh-token': byIssuer,
  jarm: byIssuer,
  userinfo: byIssuer,
  introspection: byIssuer,
  'logout-token': byIssuer,
  set: byClaim,
  'software-statement': byClaim,
  'sd-jwt': byClaimPerhaps,
  jwt: byClaimPerhaps,
  jws: byClaimPerhaps,
  'client-assertion': byClient(({ iss, sub }) => iss ?? sub),
  'request-object': byClient(({ client_id: clientId, iss }) => clientId ?? iss),
  'dpop-proof': () => ({ by: 'proof' }),
  'key-binding': () => noSigner('holder-key-unknown'),
  opaque: () => noSigner('opaque'),
}

/**
 * Chooses whose key verifies a token: the party that must have signed it according to its flow, otherwise the
 * issuer or client in its claims. Keys that a token contains or points to are never used, except for the
 * `jwk` of a DPoP proof.
 */
export function signerOf(kind: TokenKind, jwt: DecodedJwt, known: Known): Signer {
  const { sender, flow } = known
  if (sender === 'client') return ofSender(jwt, known)
  return sender === 'server' && flow ? byServer(jwt, known) : choices[kind](jwt, known)
}

/** A client of the flow signs its requests, under whatever name `iss` has for it in the ecosystem. */
const ofSender = byClient(() => undefined)

/**
 * The keys of the flow's issuer: an ecosystem publishes those of the authorization server and of the API together.
 * Only a `kid` makes certain that one of them signed. `iss` is not compared, because it is the name of an
 * organisation.
 */
function byServer(jwt: DecodedJwt, { parties, flow }: Known): Signer {
  const issuer = flow?.issuer ?? null
  const own = parties.filter((party) => party.issuer === issuer)
  const [first, ...rest] = ranked(own, ({ id }) => id === flow?.profileId)
  if (!first || issuer === null) return noSigner('issuer-unknown', issuer ?? undefined)
  const isNamed = jwt.header?.['kid'] !== undefined
  return {
    by: 'issuer',
    id: issuer,
    parties: [first, ...rest],
    because: 'flow',
    otherwise: isNamed ? null : { reason: 'issuer-key-other' },
  }
}

/**
 * Uses the keys of the flow's issuer. If the token names a different issuer, a failure with these keys does
 * not prove that the token is invalid.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7)
 */
function byIssuer(jwt: DecodedJwt, known: Known): Signer {
  const { parties, flow } = known
  if (!flow || flow.issuer === null) return byClaim(jwt, known)
  const { issuer, profileId } = flow
  const own = parties.filter((party) => party.issuer === issuer)
  const [first, ...rest] = ranked(own, ({ id }) => id === profileId)
  if (!first) return noSigner('issuer-unknown', issuer)
  const iss = claimOf(jwt, 'iss')
  return {
    by: 'issuer',
    id: issuer,
    parties: [first, ...rest],
    because: iss === issuer ? 'claim' : 'flow',
    otherwise:
      iss === undefined || iss === issuer
        ? null
        : { reason: 'issuer-other', seen: shown(iss), expected: issuer },
  }
}

/** The issuer that equals `iss` exactly. `iss` may also be a client. */
function byClaim(jwt: DecodedJwt, { parties }: Known): Signer {
  const iss = claimOf(jwt, 'iss')
  if (iss === undefined) return noSigner('issuer-missing')
  if (typeof iss !== 'string') return noSigner('issuer-unclear', shown(iss))
  const issuers = parties.filter(({ issuer }) => issuer === iss)
  const [first, ...rest] = ranked(issuers, ({ clientId }) => isFor(jwt, [clientId]))
  if (first)
    return {
      by: 'issuer',
      id: iss,
      parties: [first, ...rest],
      because: 'claim',
      otherwise: null,
    }
  const clients = parties.filter(({ clientId }) => clientId === iss)
  return ofClients(jwt, iss, clients) ?? noSigner('issuer-unknown', iss, nearest(iss, parties))
}

/** A JWT of another kind, such as an entity statement, may be signed with keys that are not in the `jwks_uri`. */
function byClaimPerhaps(jwt: DecodedJwt, known: Known): Signer {
  const signer = byClaim(jwt, known)
  return signer.by === 'issuer' ? { ...signer, otherwise: { reason: 'issuer-key-other' } } : signer
}

/** The client of the flow, otherwise the client in the claims. */
function byClient(read: (claims: JsonObject) => unknown): Choose {
  return (jwt, known) => {
    const { parties, flow } = known
    const isTwice = isRepeated(jwt, 'iss') || isRepeated(jwt, 'client_id')
    const named = isTwice ? null : read(jwt.payload ?? {})
    const own = parties.find(({ id }) => id === flow?.profileId)
    if (own)
      return {
        by: 'client',
        id: own.clientId,
        parties: [own],
        because: 'flow',
        otherwise:
          named === undefined || named === own.clientId
            ? null
            : { reason: 'client-other', seen: shown(named), expected: own.clientId },
      }
    if (named === undefined) return noSigner('client-missing')
    if (typeof named !== 'string') return noSigner('client-unclear', shown(named))
    const atIssuer = parties.filter(({ issuer }) => !flow?.issuer || issuer === flow.issuer)
    const clients = atIssuer.filter(({ clientId }) => clientId === named)
    const chosen = ofClients(jwt, named, clients)
    if (chosen) return chosen
    const byIss = byClaim(jwt, { parties: atIssuer, flow: null })
    return byIss.by === 'issuer' ? byIss : noSigner('client-unknown', named)
  }
}

/** A client_id is only unique at one server. If several servers know it, `aud` decides. */
function ofClients(jwt: DecodedJwt, id: string, clients: readonly Party[]): Signer | null {
  const meant = clients.filter(({ audiences }) => isFor(jwt, audiences))
  const [first, ...rest] = meant.length > 0 ? meant : clients
  if (!first) return null
  const isClear = rest.every(({ issuer }) => issuer === first.issuer)
  return {
    by: 'client',
    id,
    parties: [first, ...rest],
    because: 'claim',
    otherwise: isClear
      ? null
      : {
          reason: 'client-ambiguous',
          seen: [first, ...rest].map(({ issuer }) => issuer).join(', '),
        },
  }
}

/** Profiles with usable metadata come first, among them the preferred ones. */
function ranked(
  parties: readonly Party[],
  isPreferred: (party: Party) => boolean,
): readonly Party[] {
  const rank = (party: Party) => (party.isUsable ? 0 : 2) + (isPreferred(party) ? 0 : 1)
  return parties.toSorted((a, b) => rank(a) - rank(b))
}

/** Whether `aud` contains one of these audiences. */
export function isFor({ payload }: DecodedJwt, audiences: readonly string[]): boolean {
  const aud = payload?.['aud']
  const named = listOf(aud)
  return named.some((each) => typeof each === 'string' && audiences.includes(each))
}

/** A duplicate claim is ambiguous, because parsers differ in which value they use. */
function claimOf(jwt: DecodedJwt, name: string): unknown {
  return isRepeated(jwt, name) ? null : jwt.payload?.[name]
}

function isRepeated({ issues }: DecodedJwt, name: string): boolean {
  return issues.some(
    ({ part, code, seen }) => part === 'payload' && code === 'duplicate' && seen === name,
  )
}

/** A profile's issuer that differs only in case or in a trailing slash. It is usually the one that was meant. */
function nearest(iss: string, parties: readonly Party[]): string | undefined {
  const plain = (text: string) => text.replace(/\/$/, '').toLowerCase()
  return parties.find(({ issuer }) => plain(issuer) === plain(iss))?.issuer
}

const maxCharacters = 200

function shown(value: unknown): string {
  return excerpt(jsonText(value), maxCharacters)
}

function noSigner(reason: VerificationReason, seen?: string, expected?: string): Signer {
  return {
    by: 'unknown',
    why: {
      reason,
      ...(seen === undefined ? {} : { seen: shown(seen) }),
      ...(expected === undefined ? {} : { expected }),
    },
  }
}
