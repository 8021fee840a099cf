import type { Flow } from '@/lib/flow/model/flow'
import type { DecodedJwt, Verification } from '@/lib/jose/types'
import { verifyWithSecret } from '@/lib/jose/verify-secret'
import type { TokenKind } from '@/lib/oauth/token-kind'
import { isFor, type Party, type Signer } from '@/lib/oauth/token-signer'
import { refused } from './signer-keys'
import type { ClientSecrets, Verified } from './verification-keys'

/**
 * Tokens that are signed with the secret of the client that sends or receives them. The secret behind any other
 * token, such as an access token, is not the client's.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1)
 */
const signedBySecret: ReadonlySet<TokenKind> = new Set([
  'id-token',
  'jarm',
  'userinfo',
  'logout-token',
  'client-assertion',
  'request-object',
])

/** Verifies a token with the secret of its client, if Parley has it. */
export async function verifyBySecret(
  jwt: DecodedJwt,
  kind: TokenKind,
  signer: Signer,
  { secrets, flow }: { readonly secrets: ClientSecrets; readonly flow: Flow | null },
): Promise<Verified> {
  if (!signedBySecret.has(kind) || !('parties' in signer))
    return refused({ reason: 'alg-symmetric', seen: String(jwt.header?.['alg']) })
  const clients = clientsOf(jwt, signer, flow)
  const tried = await verifyWithEach(jwt, clients, secrets)
  const [first] = tried
  const valid = tried.find(({ status }) => status === 'valid')
  if (valid) return { verification: valid, keyIssues: [] }
  const seen = nameOf(clients[0] ?? signer.parties[0])
  if (!first) return refused({ reason: 'secret-missing', seen })
  // Only in its own flow is it certain which secret must have signed.
  const isCertain = flow !== null && signer.otherwise === null
  return isCertain
    ? { verification: first, keyIssues: [] }
    : refused({ reason: 'secret-other', seen })
}

const nameOf = ({ name, clientId }: Party) => name || clientId

/** The results with the secrets that Parley has. */
async function verifyWithEach(
  jwt: DecodedJwt,
  clients: readonly Party[],
  secrets: ClientSecrets,
): Promise<readonly Verification[]> {
  const results = clients.map(async ({ id }) => {
    const secret = await secrets.secret(id)
    return secret === null ? null : verifyWithSecret(jwt, secret)
  })
  return (await Promise.all(results)).filter((result) => result !== null)
}

/** The clients whose secret may have signed: the client of the flow, otherwise those in the audience. */
function clientsOf(
  jwt: DecodedJwt,
  signer: Extract<Signer, { readonly parties: unknown }>,
  flow: Flow | null,
): readonly Party[] {
  if (signer.by === 'client') return signer.parties
  return signer.parties.filter(({ id, clientId }) =>
    flow ? id === flow.profileId : isFor(jwt, [clientId]),
  )
}
