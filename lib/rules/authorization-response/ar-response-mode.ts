import { textsIn } from '@/lib/model/json'
import type { ResponseMode } from '@/lib/model/navigation'
import { finding } from '../builders'
import type { Artefacts } from '../artefacts'
import { given, isBehindRoute, isJarm, readableMembers } from '../reading'
import { bringsToken, containerOf, isKnownMode, isSignedMode, showsMode } from '../response-modes'
import { defineRule, notObserved, type CheckResult } from '../rule'

const modes: Readonly<Record<ResponseMode, string>> = {
  query: 'query',
  fragment: 'fragment',
  form: 'form_post',
}

/** The default for servers that do not publish their response modes. */
const defaultModes = ['query', 'fragment']

/**
 * The response uses the requested response_mode, otherwise the default for its response_type; tokens are
 * never in the query. If the request is not known, the server must at least support the mode that it used.
 *
 * @see [OAuth 2.0 Multiple Response Types](https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.2.1)
 * @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.3)
 */
export default defineRule({
  id: 'ar-response-mode',
  on: 'authorization-response',
  about: 'response_mode',
  refs: [
    'OAUTH-RESPONSE-TYPES-2.1',
    'OAUTH-RESPONSE-TYPES-3',
    'OAUTH-RESPONSE-TYPES-5',
    'OAUTH-FORM-POST-2',
    'JARM-2.3',
    'RFC8414-2',
  ],
  check(artefact) {
    const { message, context } = artefact
    if (!showsMode(message)) return notObserved
    const { responseMode, responseType } = context.requested
    if (message.responseMode === 'query' && !isJarm(message) && hasToken(artefact))
      return [finding('token_in_query')]
    const isRequestKnown = responseMode !== null || responseType !== null
    return isRequestKnown ? comparedWith(responseMode, artefact) : comparedWithOffer(artefact)
  },
})

type Artefact = Artefacts['authorization-response']

function comparedWith(mode: string | null, artefact: Artefact): CheckResult {
  const { message } = artefact
  if (mode !== null && !isKnownMode(mode)) return notObserved
  const wantsJwt = mode !== null && isSignedMode(mode)
  const isRight = message.responseMode === containerOf(mode, holdsToken(artefact))
  // The position of the JWT is checked by jarm-mode-transport.
  if (wantsJwt && isJarm(message)) return isRight ? [] : undefined
  if (isRight && wantsJwt === isJarm(message)) return []
  if (isBehindRoute(message)) return notObserved
  return [finding('differs', seenMode(artefact), mode ?? defaultMode(artefact))]
}

function defaultMode(artefact: Artefact): string {
  return modes[containerOf(null, holdsToken(artefact))]
}

function comparedWithOffer(artefact: Artefact): CheckResult {
  const { message, context } = artefact
  const seen = seenMode(artefact)
  if (seen === defaultMode(artefact)) return []
  if (!context.metadata || isBehindRoute(message)) return notObserved
  const offered = textsIn(context.metadata, 'response_modes_supported') ?? defaultModes
  const isOffered = offered.includes(seen) || (isJarm(message) && offered.includes('jwt'))
  return isOffered ? notObserved : [finding('not_offered', seen, offered.join(' '))]
}

function seenMode({ message }: Artefact): string {
  return `${modes[message.responseMode]}${isJarm(message) ? '.jwt' : ''}`
}

/** Whether tokens are sent through the browser, according to the request or the response. */
function holdsToken(artefact: Artefact): boolean {
  const { responseType } = artefact.context.requested
  return hasToken(artefact) || bringsToken(responseType ?? '')
}

function hasToken({ message }: Artefact): boolean {
  const members = readableMembers(message)
  return ['access_token', 'id_token'].some((name) => given(members, name))
}
