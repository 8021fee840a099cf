import type { EndpointResponse } from './message'

/** A body that the developer tools saw pass by and could not show: nothing is known of what it says. */
export function isBodyGone({
  body,
  truncated,
}: Pick<EndpointResponse, 'body' | 'truncated'>): boolean {
  return truncated && body === ''
}
