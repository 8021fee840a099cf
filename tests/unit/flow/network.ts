import { wholeFlow } from '../../samples/message-kinds'
import { readEntry, withContent, type NetworkEntry } from '@/lib/capture/network-entry'
import { reduceNetwork } from '@/lib/flow/reduce/reduce-network'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import type { KnownServer, NetworkWorld } from '@/lib/flow/match/endpoint-call'
import { codeChallengeOf } from '@/lib/jose/hashes'
import { harEntry, form, type EntryParts } from '../capture/har'
import { authorizeUrl, client, issuer, navigation, nothing, redirectUri, stored } from './browser'

const server: KnownServer = {
  client,
  endpoints: [
    ['par', `${issuer}/par`],
    ['token', `${issuer}/token`],
    ['userinfo', `${issuer}/me`],
    ['introspection', `${issuer}/introspect`],
    ['revocation', `${issuer}/revoke`],
  ],
  origins: [issuer, 'https://app.example'],
}

/** In which flows begin by stored requests only. */
export const plain = { ...nothing, clients: [client] }

export const networkWorld: NetworkWorld = {
  ...nothing,
  clients: [client],
  flows: [],
  servers: [server],
  watchThirdParty: true,
}

/** An exchange as the developer tools tell it; null is an answer that could not be read. */
export function exchange(parts: EntryParts, answer: object | string | null): NetworkEntry {
  const read = readEntry(harEntry(parts), 0)
  if (!read) throw new Error('No exchange')
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
  return withContent(read, answer === null ? null : { text, isBase64: false })
}

type Fields = Readonly<Record<string, string>>

/** A form that is posted to an endpoint of the server, and its answer. */
export function posted(
  path: string,
  fields: Fields,
  answer: object | string | null,
  rest: EntryParts = {},
): NetworkEntry {
  const url = `${issuer}/${path}`
  const body = String(new URLSearchParams(fields))
  const { headers, ...others } = rest
  return exchange(
    { method: 'POST', url, body, ...others, headers: { ...form, ...headers } },
    answer,
  )
}

let lastId = 0

/** Tells of exchanges one after the other, as the background does; gives all flows. */
export function tell(
  world: NetworkWorld,
  entries: readonly NetworkEntry[],
  { tabId = 1, challenge = null }: { tabId?: number; challenge?: string | null } = {},
): readonly Flow[] {
  return entries.reduce<readonly Flow[]>((flows, each) => {
    const told = { entry: each, tabId, challenge, isGiven: false }
    const change = reduceNetwork({ ...world, flows }, told, () => `n${++lastId}`)
    if (!change) return flows
    return [change.flow, ...flows.filter((flow) => flow.id !== change.flow.id)]
  }, world.flows)
}

export const uri = (name: string) => `urn:ietf:params:oauth:request_uri:${name}`
export const verifier = 'v'.repeat(43)
export const challenge = await codeChallengeOf(verifier)

export const pushOf = (
  name: string,
  at = 10,
  answer: object | null = { request_uri: uri(name), expires_in: 60 },
) =>
  posted(
    'par',
    {
      client_id: 'tpp',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid accounts',
      state: `s-${name}`,
      nonce: `n-${name}`,
      code_challenge: name === 'a' ? challenge : `challenge-${name}`,
      max_age: '300',
    },
    answer,
    { at, status: 201 },
  )
export const tokensOf = (name: string) => ({
  access_token: `at-${name}`,
  refresh_token: `rt-${name}`,
  token_type: 'DPoP',
  expires_in: 300,
})
export const codeOf = (name: string, at = 500) =>
  posted(
    'token',
    {
      grant_type: 'authorization_code',
      client_id: 'tpp',
      code: `c-${name}`,
      redirect_uri: redirectUri,
    },
    tokensOf(name),
    { at, headers: { DPoP: 'a.b.c' } },
  )
export const claimsOf = (name: string, at = 600) =>
  exchange(
    { url: `${issuer}/me`, at, headers: { authorization: `DPoP at-${name}`, dpop: 'd.e.f' } },
    { sub: '1' },
  )
export const refreshOf = (name: string, at = 700) =>
  posted(
    'token',
    { grant_type: 'refresh_token', client_id: 'tpp', refresh_token: `rt-${name}` },
    { ...tokensOf(`${name}2`) },
    { at },
  )
export const loginOf = (name: string, tabId: number): readonly Observation[] => [
  ...navigation(`${name}-1`, tabId, [authorizeUrl(stored(name)), `${issuer}/login`], undefined, 20),
  ...navigation(
    `${name}-2`,
    tabId,
    [`${issuer}/approve`, `${redirectUri}?code=c-${name}&state=s-${name}`],
    undefined,
    100,
  ),
]

export const kinds = ({ messages }: Flow) =>
  messages.filter(({ kind }) => kind !== 'hop').map(({ kind }) => kind)
export const refreshedFlow = [...wholeFlow, 'token-request', 'token-response']

/** The one flow that there is. */
export function only(flows: readonly Flow[]): Flow {
  const [flow, ...others] = flows
  if (!flow || others.length > 0) throw new Error(`${flows.length} flows`)
  return flow
}
