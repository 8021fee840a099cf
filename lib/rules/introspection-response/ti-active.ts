import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import type { Artefacts } from '../artefacts'
import { inIntrospection, isSuccess } from '../response-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'
import { alsoUnique } from '../unique-members'

/**
 * The response contains `active`, and nothing else if the token is not active. Its members are unique.
 *
 * @see [RFC 7662](https://www.rfc-editor.org/rfc/rfc7662.html#section-2.2)
 */
export default defineRule({
  id: 'ti-active',
  on: 'introspection-response',
  about: 'active',
  refs: ['RFC7662-2.2'],
  check: (artefact) =>
    isUnreadable(artefact)
      ? [finding('missing', null, 'true, false')]
      : alsoUnique(artefact.message, inIntrospection(artefact, ofActive)),
})

/** A success response whose body is neither a JSON object nor a JWT. */
function isUnreadable({ message, jwt }: Artefacts['introspection-response']): boolean {
  return !jwt && !message.truncated && isSuccess(message) && !jsonObjectOf(message.body)
}

function ofActive({ active, ...rest }: JsonObject): readonly Finding[] {
  if (active === undefined) return [finding('missing', null, 'true, false')]
  if (typeof active !== 'boolean') return [finding('type', show(active), 'true, false')]
  const names = Object.keys(rest)
  return active || names.length === 0 ? [] : [finding('others', names.join(', '))]
}
