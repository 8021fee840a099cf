import { decodeJwt } from '@/lib/jose/decode'
import { textIn, textsIn, type JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'

/** What a software statement says about the software, whatever its ecosystem calls the claims. */
export interface SoftwareStatement {
  /** The statement as it is sent. */
  readonly text: string
  readonly claims: JsonObject
  /** `iss` and `software_id`; null if absent. */
  readonly issuer: string | null
  readonly softwareId: string | null
  /** Every redirect_uri that the client may register; null if the statement names none. */
  readonly redirectUris: readonly string[] | null
  readonly roles: readonly string[]
  /** The scopes that the roles allow, or that the statement names; null if neither is known. */
  readonly scopes: readonly string[] | null
  /** Where the keys of the software are published. */
  readonly jwksUri: string | null
  /** Seconds since the epoch. */
  readonly issuedAt: number | null
  readonly expiresAt: number | null
  /** Statuses that are not `Active`, with the claim that has each. */
  readonly inactive: readonly string[]
}

/** Scopes of the roles in the UK and in Brazil. */
const scopesOfRole: Readonly<Record<string, string>> = {
  AISP: 'accounts',
  PISP: 'payments',
  CBPII: 'fundsconfirmations',
  DADOS:
    'accounts credit-cards-accounts consents customers invoice-financings financings loans ' +
    'unarranged-accounts-overdraft resources',
  PAGTO: 'payments',
  CONTA: '',
  CCORR: '',
}

/**
 * Reads a pasted software statement; null if the text is not a JWT with readable claims. The signature is not
 * verified here.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-2.3)
 */
export function readStatement(text: string): SoftwareStatement | null {
  const jwt = decodeJwt(text.trim())
  const claims = jwt.payload
  if (jwt.kind !== 'jws' || !claims) return null
  const roles = rolesIn(claims)
  return {
    text: text.trim(),
    claims,
    issuer: textIn(claims, 'iss'),
    softwareId: textIn(claims, 'software_id'),
    redirectUris: textsIn(claims, 'software_redirect_uris') ?? textsIn(claims, 'redirect_uris'),
    roles,
    scopes: scopesIn(claims, roles),
    jwksUri: jwksClaims.map((name) => textIn(claims, name)).find((uri) => uri !== null) ?? null,
    issuedAt: secondsIn(claims, 'iat'),
    expiresAt: secondsIn(claims, 'exp'),
    inactive: statuses.flatMap((name) => {
      const status = textIn(claims, name)
      return status === null || status.toLowerCase() === 'active' ? [] : [`${name}: ${status}`]
    }),
  }
}

const jwksClaims = ['software_jwks_uri', 'software_jwks_endpoint', 'jwks_uri'] as const
const statuses = ['org_status', 'software_status'] as const

function secondsIn(claims: JsonObject, name: string): number | null {
  const value = claims[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** `software_roles` is a list in most ecosystems and one string in Australia. */
function rolesIn(claims: JsonObject): readonly string[] {
  const one = textIn(claims, 'software_roles')
  return textsIn(claims, 'software_roles') ?? (one === null ? [] : one.split(' '))
}

function scopesIn(claims: JsonObject, roles: readonly string[]): readonly string[] | null {
  const named = textIn(claims, 'scope')
  if (named !== null) return named.split(/\s+/).filter((scope) => scope !== '')
  const known = roles.filter((role) => Object.hasOwn(scopesOfRole, role))
  if (known.length === 0) return null
  const scopes = known.flatMap((role) => (scopesOfRole[role] ?? '').split(' '))
  return [...new Set(['openid', ...scopes])].filter((scope) => scope !== '')
}

/** The seconds after which a statement is refused, by the time of its issue; null where no rule is known. */
const maxAges: Partial<Readonly<Record<RuleProfile, number>>> = { br: 300 }

/** The last second in which a server of this ecosystem accepts a statement; null if it is not known. */
export function acceptedUntil(
  { issuedAt, expiresAt }: Pick<SoftwareStatement, 'issuedAt' | 'expiresAt'>,
  ruleProfile: RuleProfile,
): number | null {
  const maxAge = maxAges[ruleProfile]
  const byAge = maxAge === undefined || issuedAt === null ? null : issuedAt + maxAge
  const ends = [expiresAt, byAge].filter((end) => end !== null)
  return ends.length === 0 ? null : Math.min(...ends)
}
