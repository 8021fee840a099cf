import { ukParameters, understood } from '@/lib/jose/critical'
import type { Finding } from '@/lib/model/rule-result'
import { bodyAmong } from '../bodies'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { inHeader } from '../signed-reading'
import { show } from '../token-reading'

/**
 * Every critical parameter is present and understood. In the UK, `crit` lists exactly its three parameters, and
 * `b64` up to version 3.1.3.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.11)
 */
export default defineRule({
  id: 'ps-crit',
  on: 'payload-signature',
  about: 'crit',
  refs: ['RFC7515-4.1.11', 'OBIE'],
  check: (signed) =>
    inHeader(signed, (header) => {
      const { crit } = header
      const isUk = bodyAmong(signed.context.ruleProfile, ['UK']) !== null
      const needed = isUk ? ukParameters : []
      if (crit === undefined) {
        if (needed.length === 0) return undefined
        return needed.map((name) => finding('missing', null, name))
      }
      if (!isListOfNames(crit)) return [finding('type', show(crit), '["…"]')]
      if (crit.length === 0) return [finding('empty', '[]')]
      return [
        ...crit.flatMap((name): readonly Finding[] => [
          ...(Object.hasOwn(header, name) ? [] : [finding('absent', name)]),
          ...(understood.has(name) ? [] : [finding('unknown', name)]),
        ]),
        ...needed
          .filter((name) => !crit.includes(name))
          .map((name) => finding('missing', null, name)),
      ]
    }),
})

function isListOfNames(crit: unknown): crit is readonly string[] {
  return Array.isArray(crit) && crit.every((name) => typeof name === 'string')
}
