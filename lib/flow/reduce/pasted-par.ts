import type { Issue } from '@/lib/model/issue'
import type { Recognition } from '@/lib/oauth/recognition'
import type { Flow } from '@/lib/flow/model/flow'
import { parResponse } from './start'

/** What the text says that it is. */
function seenOf(found: Recognition): Pick<Issue, 'seen'> {
  if (found.kind === 'par-error') return { seen: found.error }
  const seen = 'requestUri' in found ? found.requestUri : null
  return seen === null ? {} : { seen }
}

/** What is wrong with a PAR response; other issues speak of what else could have been pasted elsewhere. */
const isOfPar = ({ code }: Issue) => code.startsWith('par_') || code === 'too_long'

/**
 * Milliseconds that a request_uri lives at most: a date further back is that of a clock that is wrong.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.2)
 */
const maxSeconds = 600_000

/**
 * A flow with the PAR response that its request_uri came from, which a tester brought since no browser shows it; or
 * why the text is none of this flow. It stands before the request that used it.
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
