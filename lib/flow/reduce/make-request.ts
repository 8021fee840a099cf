import type { Issue } from '@/lib/model/issue'
import { momentAfter } from '@/lib/model/lifetime'
import type { Profile } from '@/lib/oauth/profile'
import type { Recognition } from '@/lib/oauth/recognition'
import { isReachable, parseUrl } from '@/lib/model/url'
import type { RequestDetails, StoredRequest } from '@/lib/flow/model/stored-request'
import { noRequestedParams } from '@/lib/flow/model/flow'

export const noDetails: RequestDetails = {
  label: null,
  expiresIn: null,
  receivedAt: null,
  state: null,
  nonce: null,
  codeVerifier: null,
}

/** Creates a stored request from a pasted text, or returns the reason why that is not possible. */
export function makeRequest(from: {
  readonly id: string
  readonly now: number
  readonly found: Recognition
  readonly details: RequestDetails
  readonly profile: Profile | null
}): StoredRequest | Issue {
  const { id, now, details, profile } = from
  const parts = partsOf(from.found)
  if ('code' in parts) return parts
  if (!profile && !parts.authorizeUrl) return { code: 'profile_missing' }
  return editRequest(
    {
      id,
      profileId: profile?.id ?? null,
      label: null,
      clientId: parts.clientId ?? profile?.clientId ?? null,
      requestUri: parts.requestUri,
      authorizeUrl: parts.authorizeUrl,
      addedAt: now,
      receivedAt: now,
      receivedAssumed: true,
      expiresAt: null,
      usedAt: null,
      expected: { state: null, nonce: null },
      requested: noRequestedParams,
      source: 'pasted',
      flowId: null,
      par: parts.par,
    },
    details,
  )
}

/** Adds details from the tester to a request and recomputes its lifetime. */
export function editRequest(request: StoredRequest, details: RequestDetails): StoredRequest {
  const receivedAt = details.receivedAt ?? request.receivedAt
  const seconds = details.expiresIn ?? request.par?.expiresIn ?? null
  return {
    ...request,
    label: text(details.label) ?? request.label,
    receivedAt,
    receivedAssumed: details.receivedAt === null && request.receivedAssumed,
    expiresAt: seconds === null ? null : momentAfter(receivedAt, seconds),
    expected: { state: text(details.state), nonce: text(details.nonce) },
    requested: { ...request.requested, codeVerifier: text(details.codeVerifier) },
  }
}

/** Merges a request that was pasted again. Newer details take precedence, and known ones stay. */
export function mergeRequest(known: StoredRequest, again: StoredRequest): StoredRequest {
  const newer = again.receivedAssumed ? known : again
  const { receivedAt, receivedAssumed } = newer
  const life = again.expiresAt === null ? null : again.expiresAt - again.receivedAt
  return {
    ...known,
    label: again.label ?? known.label,
    receivedAt,
    receivedAssumed,
    expiresAt: life === null ? known.expiresAt : receivedAt + life,
    expected: {
      state: again.expected.state ?? known.expected.state,
      nonce: again.expected.nonce ?? known.expected.nonce,
    },
    requested: {
      ...known.requested,
      codeVerifier: again.requested.codeVerifier ?? known.requested.codeVerifier,
    },
    par: again.par ?? known.par,
  }
}

const text = (value: string | null) => value?.trim() || null

interface RequestParts {
  readonly requestUri: string
  readonly clientId: string | null
  readonly authorizeUrl: string | null
  readonly par: StoredRequest['par']
}

function partsOf(found: Recognition): RequestParts | Issue {
  const none = { clientId: null, authorizeUrl: null, par: null }
  if (found.kind === 'request-uri') return { ...none, requestUri: found.requestUri }
  if (found.kind === 'par-response') {
    const { status, headers, body, expiresIn } = found
    return { ...none, requestUri: found.requestUri, par: { status, headers, body, expiresIn } }
  }
  if (found.kind !== 'authorize-url')
    return ('issues' in found ? found.issues[0] : undefined) ?? { code: 'not_recognised' }
  const url = parseUrl(found.url)
  if (!url || !isReachable(url)) return { code: 'url_not_https', seen: found.url }
  return {
    ...none,
    requestUri: found.requestUri ?? '',
    clientId: found.clientId,
    authorizeUrl: found.url,
  }
}
