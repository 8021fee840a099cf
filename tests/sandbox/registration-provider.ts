import { text } from 'node:stream/consumers'
import { Provider, type KoaContextWithOIDC } from 'oidc-provider'
import { commonConfiguration } from './common-configuration.ts'
import type { Directory } from './directory.ts'
import type { ServerKeys } from './keys.ts'
import {
  registrationFault,
  type Registered,
  type RegistrationFaultName,
} from './registration-faults.ts'

export interface RegistrationPolicy {
  /** The ecosystem whose rules the metadata suggests. */
  readonly ecosystem: 'plain' | 'uk'
  /** Whether a registration needs a software statement of the directory. */
  readonly statement: 'required' | 'optional'
  readonly initialAccessToken: string | null
}

const scopes = ['openid', 'accounts', 'payments']

/** A refusal in the form of RFC 7591, section 3.2.2. */
class Refusal extends Error {
  readonly code: string
  constructor(code: string, description: string) {
    super(description)
    this.code = code
  }
}

const mediaTypes: ReadonlySet<string> = new Set(['application/jose', 'application/jwt'])

/** The client metadata of a request: the JSON object, or the claims of the JWS that the software signed. */
async function readMembers(ctx: KoaContextWithOIDC, directory: Directory): Promise<Registered> {
  const body = await text(ctx.req)
  const type = (ctx.get('content-type').split(';', 1)[0] ?? '').trim()
  if (!mediaTypes.has(type)) return JSON.parse(body) as Registered
  try {
    const {
      iss: _,
      aud: __,
      iat: ___,
      exp: ____,
      jti: _____,
      ...members
    } = await directory.verifyRequest(body)
    return members
  } catch (error) {
    throw new Refusal('invalid_client_metadata', String(error))
  }
}

/** Checks a software statement, and adds what only the statement says. */
async function withStatement(
  members: Registered,
  directory: Directory,
  { statement }: RegistrationPolicy,
): Promise<Registered> {
  const sent = members['software_statement']
  if (typeof sent !== 'string') {
    if (statement === 'optional') return members
    throw new Refusal('invalid_software_statement', 'software_statement is missing')
  }
  const claims = await directory.verify(sent).catch((error) => {
    throw new Refusal('invalid_software_statement', String(error))
  })
  if (claims.iss !== directory.issuer)
    throw new Refusal('invalid_software_statement', `unknown issuer ${String(claims.iss)}`)
  if (claims['org_status'] !== 'Active')
    throw new Refusal('unapproved_software_statement', 'the organisation is not active')
  const permitted = claims['software_redirect_uris'] as readonly string[]
  const uris = members['redirect_uris'] as readonly string[]
  const other = uris.find((uri) => !permitted.includes(uri))
  if (other !== undefined)
    throw new Refusal('invalid_redirect_uri', `${other} is not in the software statement`)
  return { ...members, jwks: { keys: [directory.softwareKey.publicJwk] } }
}

/** Returns oidc-provider with dynamic registration, its management, and a policy for software statements. */
export function createRegistrationProvider(options: {
  readonly issuer: string
  readonly keys: ServerKeys
  readonly directory: Directory
  readonly policy: RegistrationPolicy
  readonly fault: () => RegistrationFaultName | null
}): Provider {
  const { issuer, keys, directory, policy } = options
  const fault = () => registrationFault(options.fault())
  const provider = new Provider(issuer, {
    ...commonConfiguration({ codeLifetime: 60 }),
    jwks: { keys: [...keys.signingKeys] },
    // The claims of the Malaysian server would suggest its rules.
    claims: { openid: ['sub'], acr: null },
    scopes,
    acrValues: policy.ecosystem === 'uk' ? ['urn:openbanking:psd2:sca'] : [],
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt', 'client_secret_basic', 'client_secret_post', 'none'],
    enabledJWA: {
      idTokenSigningAlgValues: ['PS256'],
      requestObjectSigningAlgValues: ['PS256'],
      clientAuthSigningAlgValues: ['PS256', 'ES256', 'HS256'],
    },
    extraClientMetadata: { properties: ['software_statement', 'software_id'] },
    pkce: { required: () => false },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: { enabled: false },
      requestObjects: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      clientCredentials: { enabled: true },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      registration: {
        enabled: true,
        initialAccessToken: policy.initialAccessToken ?? false,
        issueRegistrationAccessToken: true,
      },
      registrationManagement: {
        enabled: true,
        rotateRegistrationAccessToken: () => fault()?.rotates !== 'never',
      },
    },
  })
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/reg')) return next()
    const refuse = (status: number, error: string, description: string) => {
      ctx.status = status
      ctx.body = { error, error_description: description }
    }
    const refused = fault()?.error
    if (refused) return refuse(refused.status, refused.error, 'the fault of this sandbox')
    try {
      if (ctx.method === 'POST' || ctx.method === 'PUT') {
        const members = await readMembers(ctx as KoaContextWithOIDC, directory)
        Object.assign(ctx.req, { body: await withStatement(members, directory, policy) })
        ctx.req.headers['content-type'] = 'application/json'
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return refuse(400, error.code, error.message)
    }
    await next()
    await spoil(ctx as KoaContextWithOIDC)
  })

  // The types leave out what every token is made from.
  const RegistrationAccessToken = provider.RegistrationAccessToken as unknown as new (made: {
    readonly client: object
  }) => { save(): Promise<string> }

  const spoil = async (ctx: KoaContextWithOIDC) => {
    const now = fault()
    if (!now || ctx.status >= 300 || typeof ctx.body !== 'object' || ctx.body === null) return
    if (now.rotates === 'always' && ctx.method === 'GET') {
      const client = await provider.Client.find(String(ctx['params']['clientId']))
      if (!client) return
      await ctx.oidc.entities.RegistrationAccessToken?.destroy()
      const fresh = new RegistrationAccessToken({ client })
      ctx.body = { ...(ctx.body as Registered), registration_access_token: await fresh.save() }
    }
    if (now.spoil) ctx.body = now.spoil(ctx.body as Registered, ctx)
    if (now.status) ctx.status = now.status
  }
  return provider
}
