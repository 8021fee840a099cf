import type { Issue } from '@/lib/model/issue'
import type { Recognition } from '@/lib/oauth/recognition'
import type { Flow } from '@/lib/flow/model/flow'
import { parResponse } from './start'

/** The type of the pasted text. */
function seenOf(found: Recognition): Pick<Issue, 'seen'> {
  if (found.kind === 'par-error') return { seen: found.error }
  const seen = 'requestUri' in found ? found.requestUri : null
  return seen === null ? {} : { seen }
}

/** Whether an issue concerns a PAR response. Other issues are about text that belongs elsewhere. */
const isOfPar = ({ code }: Issue) => code.startsWith('par_') || code === 'too_long'

/**
 * Maximum lifetime of a request_uri, in milliseconds. An older date comes from a wrong clock.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.2)
 */
const maxSeconds = 600_000

/**
 * Adds a pasted PAR response to the flow that uses its request_uri, before the authorization request; or
 * returns the reason why the text does not belong to this flow.
 */
export function withPastedPar(flow: Flow, found: Recognition, id: string): Flow | Issue {
  if (found.kind !== 'par-response') {
    const issue = found.kind === 'unknown' ? found.issues.find(isOfPar) : undefined
    return issue ?? { code: 'not_a_par_response', ...seenOf(found) }
  }
  const { requestUri, status, headers, body, expiresIn, date } = found
  const used = flow.messages.find(({ kind }) => kind === 'authorization-request')
  if (!used || flow.requestUri === null) return { code: 'par_not_used' }
  if (flow.messages.some(({ kind }) => kind === 'par-response')) return { code: 'par_known' }
  if (requestUri !== flow.requestUri)
    return { code: 'par_of_another', seen: requestUri, expected: flow.requestUri }
  const isBefore = date !== null && date <= used.at && used.at - date <= maxSeconds
  const receivedAt = isBefore ? date : used.at
  const par = { status, headers, body, expiresIn }
  const message = parResponse({ requestUri, receivedAt, source: 'pasted', par }, id)
  return { ...flow, messages: [message, ...flow.messages] }
}
