import { isObject, textIn, type JsonObject } from '@/lib/model/json'
import { formDecode, splitUrl } from '@/lib/model/url'
import type { Metadata } from '@/lib/oauth/metadata'
import { namesOf } from './reading'

/** The URLs of all endpoints in the metadata, including the aliases for mTLS. */
export function endpointsIn(metadata: JsonObject | null): readonly string[] {
  const aliases = metadata?.['mtls_endpoint_aliases']
  return [metadata ?? {}, isObject(aliases) ? aliases : {}]
    .flatMap((members) => Object.entries(members))
    .flatMap(([name, url]) => (name.endsWith('_endpoint') && typeof url === 'string' ? [url] : []))
}

/** Parameters in the URL of the authorization endpoint itself. */
export function namesInEndpoint(metadata: Metadata | null): readonly string[] {
  const endpoint = textIn(metadata, 'authorization_endpoint') ?? ''
  return namesOf(formDecode(splitUrl(endpoint).query ?? ''))
}
