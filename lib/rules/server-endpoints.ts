import { isObject, type JsonObject } from '@/lib/model/json'

/** The URLs of all endpoints in the metadata, including the aliases for mTLS. */
export function endpointsIn(metadata: JsonObject | null): readonly string[] {
  const aliases = metadata?.['mtls_endpoint_aliases']
  return [metadata ?? {}, isObject(aliases) ? aliases : {}]
    .flatMap((members) => Object.entries(members))
    .flatMap(([name, url]) => (name.endsWith('_endpoint') && typeof url === 'string' ? [url] : []))
}
