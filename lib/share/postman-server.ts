import { leave, type Left, type Taken } from './import-report'
import { type Found, postmanEndpoints, type PostmanFieldName } from './postman-fields'
import type { DiscoverySource } from '@/lib/oauth/profile'
import { parseUrl } from '@/lib/model/url'
import { readWellKnown } from '@/lib/oauth/well-known-form'

/** The authorization server as described by a file. */
export interface PostmanServer {
  readonly issuer: string
  readonly discovery: DiscoverySource
  /** Fields that were found and are not needed. */
  readonly unused: ReadonlySet<PostmanFieldName>
  readonly taken: readonly Taken[]
  readonly left: readonly Left[]
}

type Named = { readonly name: string; readonly value: string }

const endpoints = Object.keys(postmanEndpoints) as readonly (keyof typeof postmanEndpoints)[]

/**
 * The issuer and its metadata: from their own names, from a well-known URL, or from the endpoints.
 */
export function serverOf(found: Found, urls: readonly Named[]): PostmanServer {
  const url = metadataUrl(found, urls)
  const issuer = found.get('issuer')
  if (!url) return issuer ? byIssuer(found, issuer.value) : byEndpoints(found)
  const derived = readWellKnown(url.value)?.issuer ?? ''
  return {
    ...byIssuer(found, issuer?.value ?? derived),
    ...(derived === '' || (issuer && issuer.value !== derived)
      ? { discovery: { kind: 'url', url: url.value } }
      : {}),
    taken: found.has('discovery') ? [] : [{ name: url.name, field: 'discovery' }],
  }
}

function metadataUrl(found: Found, urls: readonly Named[]): Named | null {
  return found.get('discovery') ?? urls.find(({ value }) => isMetadataUrl(value)) ?? null
}

function byIssuer(found: Found, issuer: string): PostmanServer {
  return { issuer, discovery: { kind: 'derived' }, ...withoutEndpoints(found), taken: [] }
}

const isMetadataUrl = (url: string) => url.includes('/.well-known/') && parseUrl(url) !== null

/** The endpoints are in the metadata and need not be imported. */
function withoutEndpoints(found: Found): Pick<PostmanServer, 'unused' | 'left'> {
  return {
    unused: new Set(endpoints),
    left: endpoints.flatMap((field) => {
      const entry = found.get(field)
      return entry ? [leave(entry.name, 'in_metadata')] : []
    }),
  }
}

/**
 * Without an issuer, the origin of the authorization endpoint is used, and the report says so. The
 * endpoints become the metadata if they are enough for a whole flow.
 */
function byEndpoints(found: Found): PostmanServer {
  const endpoint = found.get('authorizationEndpoint')
  const origin = parseUrl(endpoint?.value ?? '')?.origin ?? 'null'
  if (!endpoint || origin === 'null') return byIssuer(found, '')
  const taken = [{ name: endpoint.name, field: 'issuer' }]
  if (!found.has('tokenEndpoint') || !found.has('jwksUri'))
    return { ...byIssuer(found, origin), taken }
  const entries = endpoints.flatMap((field) => {
    const value = found.get(field)?.value
    return value === undefined ? [] : [[postmanEndpoints[field], value] as const]
  })
  const text = JSON.stringify({ issuer: origin, ...Object.fromEntries(entries) }, null, 2)
  return {
    issuer: origin,
    discovery: { kind: 'document', text },
    unused: new Set(),
    taken,
    left: [],
  }
}
