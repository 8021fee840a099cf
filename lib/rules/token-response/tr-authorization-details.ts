import { isObject, textIn } from '@/lib/jose/json'
import type { JsonObject } from '@/lib/jose/types'
import { inSuccess } from '../answer-reading'
import { finding } from '../builders'
import { detailsAsked } from '../grant-reading'
import { defineRule, notObserved, type Finding } from '../rule'
import { show } from '../token-reading'

/** Lists that every type of authorization_details may have. */
const common = ['locations', 'actions', 'datatypes', 'privileges'] as const

/**
 * What was granted is told, and is not more than what was asked for. A server may add members of
 * its own, such as the accounts that the person chose.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-7)
 */
export default defineRule({
  id: 'tr-authorization-details',
  on: 'token-response',
  about: 'authorization_details',
  refs: ['RFC9396-7', 'RFC9396-7.1', 'RFC9396-2'],
  check: (artefact) =>
    inSuccess(artefact.message, (members) => {
      const granted = members['authorization_details']
      const asked = detailsAsked(artefact)
      if (granted === undefined) return asked?.length ? [finding('missing')] : undefined
      if (!Array.isArray(granted)) return [finding('type', typeof granted, 'array')]
      if (!granted.every(isDetail)) return [finding('member', null, 'type')]
      return asked ? granted.flatMap((detail) => excess(detail, asked)) : notObserved
    }),
})

function isDetail(value: unknown): value is JsonObject {
  return isObject(value) && typeof value['type'] === 'string'
}

function excess(detail: JsonObject, asked: readonly JsonObject[]): readonly Finding[] {
  const type = textIn(detail, 'type')
  const alike = asked.filter((one) => one['type'] === type)
  if (alike.length === 0) return [finding('not_asked', show(type))]
  const wider = alike.map((one) => common.filter((name) => exceeds(detail[name], one[name])))
  const [first] = wider.toSorted((a, b) => a.length - b.length)
  return first?.length ? [finding('wider', `${show(type)}: ${first.join(', ')}`)] : []
}

/** A list that was not asked for leaves it to the server. */
function exceeds(granted: unknown, asked: unknown): boolean {
  if (!Array.isArray(granted) || !Array.isArray(asked)) return false
  return granted.some((value) => !asked.includes(value))
}
