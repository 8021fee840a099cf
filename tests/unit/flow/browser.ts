import type { Observation } from '@/lib/capture/observation'
import { type Flow, noRequestedParams } from '@/lib/flow/model/flow'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import { reduce } from '@/lib/flow/reduce/reduce'
import type { KnownClient, World } from '@/lib/flow/model/world'

export const issuer = 'https://auth.example'
export const redirectUri = 'https://app.example/cb'

export const client: KnownClient = {
  profileId: 'p',
  issuer,
  clientId: 'tpp',
  redirectUris: [redirectUri],
  ruleProfile: 'ofm',
  authorizationEndpoint: `${issuer}/auth`,
}

export function stored(id: string, overrides: Partial<StoredRequest> = {}): StoredRequest {
  return {
    id,
    profileId: 'p',
    label: null,
    clientId: 'tpp',
    requestUri: `urn:ietf:params:oauth:request_uri:${id}`,
    authorizeUrl: null,
    addedAt: 0,
    receivedAt: 0,
    receivedAssumed: true,
    expiresAt: null,
    usedAt: null,
    expected: { state: null, nonce: null },
    requested: noRequestedParams,
    source: 'pasted',
    flowId: null,
    par: null,
    ...overrides,
  }
}

export function authorizeUrl(request: StoredRequest): string {
  return `${issuer}/auth?${new URLSearchParams({ client_id: 'tpp', request_uri: request.requestUri })}`
}

/** A new page, in an ordinary window. */
export const page = {
  frame: 'top',
  incognito: false,
  cookieStoreId: null,
  initiator: null,
} as const

/** The events of one navigation as a browser reports them, each with its own time. */
export function navigation(
  webRequestId: string,
  tabId: number,
  urls: readonly string[],
  end: { readonly status: number } | { readonly error: string } = { status: 200 },
  start = 0,
): readonly Observation[] {
  let at = start
  const base = (url: string) => ({
    ...page,
    webRequestId,
    tabId,
    at: ++at,
    method: 'GET',
    url,
  })
  return urls.flatMap((url, index): readonly Observation[] => {
    const next = urls[index + 1]
    const request: Observation = { kind: 'request', ...base(url), form: null }
    if (next === undefined)
      return [
        ...(/^https?:/.test(url) ? [request] : []),
        'error' in end
          ? { kind: 'failed', ...base(url), error: end.error }
          : { kind: 'completed', ...base(url), status: end.status },
      ]
    const redirect = { kind: 'redirect', status: 303, location: next } as const
    return [request, { ...redirect, ...base(url) }, { ...redirect, ...base(url) }]
  })
}

/** A world in which nothing is known and only what Parley began is watched. */
export const nothing = { clients: [], requests: [], openers: {}, watchThirdParty: false } as const

let lastId = 0

/** Runs observations one after the other, as the background does; gives all flows. */
export function run(
  world: Omit<World, 'flows'>,
  observations: readonly Observation[],
  flows: readonly Flow[] = [],
): readonly Flow[] {
  return observations.reduce<readonly Flow[]>((known, observation) => {
    const change = reduce({ ...world, flows: known }, observation, () => `id${++lastId}`)
    if (!change) return known
    const gone = new Set([change.flow.id, change.absorbed])
    return [change.flow, ...known.filter(({ id }) => !gone.has(id))]
  }, flows)
}
