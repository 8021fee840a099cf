import type { NetworkEntry } from '@/lib/capture/network-entry'
import { fnv } from '@/lib/model/fnv'
import { header } from '@/lib/model/http-text'
import { param, type Params } from '@/lib/model/params'
import { placeOf } from '@/lib/model/url'

/** The values by which a flow is found. */
type ValueKind =
  | 'state'
  | 'nonce'
  | 'response'
  | 'place'
  | 'request_uri'
  | 'page'
  /** The URL of a request that Parley opened and whose tab has not sent it yet. */
  | 'opened'
  | 'token'
  | 'proof-key'
  | 'grant'
  | 'push'
  | 'retry'
  | 'call'

/** The hash of a value in the index of flows. */
export function valueHash(kind: ValueKind, ...texts: readonly string[]): number {
  return fnv([kind, ...texts].join('\n'))
}

export function placeHash(url: string): number {
  return valueHash('place', placeOf(url))
}

/** The hashes of the parameters with these names. */
export function paramHashes(
  kind: ValueKind,
  params: Params,
  names: readonly string[],
): readonly number[] {
  return names.flatMap((name) => {
    const value = param(params, name)
    return value === undefined || value === '' ? [] : [valueHash(kind, name, value)]
  })
}

type Call = Pick<NetworkEntry['request'], 'method' | 'url' | 'body' | 'headers'>

/** The hash of a call, from everything that distinguishes it from other calls. */
export function callHash({ method, url, body, headers }: Call): number {
  const proofs = ['authorization', 'dpop'].map((name) => header(headers, name) ?? '')
  return valueHash('call', method, url, body, ...proofs)
}

/** Codes up to this length are compared whole. */
const maxWholeCode = 256

/**
 * A short text that is the same for the same code. The end of a longer code is a signature or an
 * authentication tag, so it differs for different codes.
 */
export function codeKey(code: string): string {
  return code.length <= maxWholeCode
    ? code
    : `${code.length} ${fnv(code)} ${code.slice(-maxWholeCode)}`
}
