import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createTokens } from '@/lib/background/tokens-service'
import { emptyContext } from '@/lib/facts/judging-context'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { judgeDocument } from '@/lib/judge/judge-message'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { openMessage } from '@/lib/judge/open-message'
import { createVerification } from '@/lib/judge/verify-token'
import type { JsonObject } from '@/lib/model/json'
import type { Profile } from '@/lib/oauth/profile'
import { emptyMirror, type Mirror, useMirror } from '@/lib/state/mirror'
import { defaultSettings, type MetadataRecord } from '@/lib/storage/state'
import type { Data } from '@/lib/storage/data'
import ofm from '../../sandbox/open-finance-malaysia.openid-configuration.json'
import { signingKey } from '../../ui/panel/own-flow'
import { access, issuer, profile } from '../../ui/panel/sample'
import type { Answers } from '../story'

/** The metadata of Open Finance Malaysia, as the issuer of the samples would publish it. */
const published: JsonObject = {
  ...(JSON.parse(JSON.stringify(ofm).replaceAll(/https:\/\/[^/"]+/g, issuer)) as JsonObject),
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  pushed_authorization_request_endpoint: `${issuer}/par`,
  response_modes_supported: ['query', 'query.jwt', 'jwt'],
  id_token_signing_alg_values_supported: ['PS256', 'ES256'],
  userinfo_signing_alg_values_supported: ['PS256', 'ES256'],
  authorization_signing_alg_values_supported: ['PS256', 'ES256'],
}

export const client: Profile = {
  ...profile,
  signingKeyId: signingKey.id,
  resourceServers: ['https://api.example/'],
}

/** A metadata document with these members changed, judged; undefined leaves one out. */
export function metadataWith(members: JsonObject = {}): MetadataRecord {
  return metadataOf(JSON.parse(JSON.stringify({ ...published, ...members })) as JsonObject)
}

/** A record of a document as it was published, for the issuer of the samples. */
export function metadataOf(json: JsonObject): MetadataRecord {
  const url = `${issuer}/.well-known/openid-configuration`
  const document = {
    url,
    form: 'oidc',
    issuer,
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify(json),
    duplicates: [],
    json,
  } as const
  const context = { ...emptyContext(Date.now()), issuer, metadata: json }
  return {
    profileId: client.id,
    issuer,
    fetchedAt: Date.now() - 120_000,
    took: 183,
    document,
    tries: [{ url, status: 200, issues: [] }],
    issues: [],
    results: judgeDocument(document, { ...context, ruleProfile: client.ruleProfile }),
  }
}

const goodMetadata = metadataWith()

/** A panel whose profile can do everything. */
export const panelReady: Partial<Mirror> = {
  profiles: [client],
  keys: [signingKey],
  settings: { ...defaultSettings, currentProfileId: client.id },
  access: {
    p1: (access['p1'] ?? []).map((each) => ({ ...each, granted: true, named: true })),
  },
}

/** What the server of the samples publishes, where a screen shows it. */
export const withMetadata = (record: MetadataRecord = goodMetadata): Partial<Mirror> => ({
  ...panelReady,
  metadata: { [client.id]: record },
})

const data: Data = {
  ...emptyMirror,
  ...panelReady,
  facts: new Map(),
  metadata: { [client.id]: goodMetadata },
}

const pair = await generateKeyPair('ES256')
export const serverJwk: JsonObject = {
  ...(await exportJWK(pair.publicKey)),
  kid: 'as-1',
  alg: 'ES256',
  use: 'sig',
}
const found = { jwks: { keys: [serverJwk], source: 'jwks_uri' as const }, issues: [] }
const check = createVerification(
  { keys: async () => found, refetch: async () => found },
  { decryptionKeys: async () => [] },
  { secret: async () => null },
)

/** A JWT that the server of the samples has signed. */
export function signed(claims: JsonObject, header: JsonObject = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: 'as-1', ...header })
    .sign(pair.privateKey)
}

/** The claims of an ID token as it should be. */
export function idClaims(at: number, more: JsonObject = {}): JsonObject {
  const seconds = Math.floor(at / 1000)
  return {
    iss: issuer,
    aud: client.clientId,
    sub: 'aisyah',
    nonce: 'n1',
    iat: seconds,
    exp: seconds + 300,
    acr: 'urn:mace:incommon:iap:silver',
    ...more,
  }
}

/** The flow as the background would have stored it: tokens verified, every message judged. */
export async function judged(flow: Flow): Promise<Flow> {
  let current = flow
  for (const message of flow.messages) {
    if (message.kind === 'hop') continue
    const opened = await openMessage(message, current, data, check)
    const messages = current.messages.map((each) =>
      each === message ? ({ ...message, ...opened } as OAuthMessage) : each,
    )
    current = { ...current, messages }
  }
  return judgeFlow(current, data)
}

/** Reads and verifies tokens as the background does, with the flows of the story. */
export const tokenAnswers: Answers = {
  tokenInspect: createTokens(
    { now: Date.now } as Parameters<typeof createTokens>[0],
    {
      data: async () => data,
      flow: async (id: string) => useMirror.getState().flow[id] ?? null,
      flows: async (ids: readonly string[]) =>
        ids.flatMap((id) => useMirror.getState().flow[id] ?? []),
    } as unknown as Parameters<typeof createTokens>[1],
    check,
  ),
}
