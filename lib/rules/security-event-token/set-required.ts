import { isObject, jsonTypeOf } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

const names = ['iss', 'iat', 'jti', 'events'] as const

/** @see [RFC 8417](https://www.rfc-editor.org/rfc/rfc8417.html#section-2.2) */
export default defineRule({
  id: 'set-required',
  on: 'security-event-token',
  about: 'payload',
  refs: ['RFC8417-2.2'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    return [
      ...names
        .filter((name) => payload[name] === undefined)
        .map((name) => finding('missing', null, name)),
      ...(payload['events'] === undefined ? [] : eventFindings(payload['events'])),
    ]
  },
})

function eventFindings(events: unknown): readonly Finding[] {
  if (!isObject(events)) return [finding('events', jsonTypeOf(events), 'object')]
  const entries = Object.entries(events)
  if (entries.length === 0) return [finding('events', '{}', '≥ 1')]
  return entries.flatMap(([name, value]) => {
    if (!/^[a-z][a-z\d+.-]*:./i.test(name)) return [finding('events', show(name), 'URI')]
    return isObject(value)
      ? []
      : [finding('payload', `${show(name)}: ${jsonTypeOf(value)}`, 'object')]
  })
}
