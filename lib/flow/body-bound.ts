import { keptOctets } from './bounds'
import type { EndpointResponse } from './message'

/** A body that the developer tools saw pass by and could not show: nothing is known of what it says. */
export function isBodyGone({
  body,
  truncated,
}: Pick<EndpointResponse, 'body' | 'truncated'>): boolean {
  return truncated && body === ''
}

/** The beginning of a text that is kept, in whole characters, and whether there was more. */
export function cutBody(text: string): { readonly body: string; readonly truncated: boolean } {
  if (text.length * 3 <= keptOctets) return { body: text, truncated: false }
  const octets = new TextEncoder().encode(text)
  if (octets.length <= keptOctets) return { body: text, truncated: false }
  const decoder = new TextDecoder()
  return {
    body: decoder.decode(octets.subarray(0, keptOctets), { stream: true }),
    truncated: true,
  }
}
