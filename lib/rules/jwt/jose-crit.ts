import { headers } from '@/lib/jose/claims'
import { finding, repeatedIn } from '../builders'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

/** Names defined by RFC 7515, 7516 and 7518. They are always understood and must not be in `crit`. */
const base = /^RFC75(?:15|16|18)-/

/**
 * A recipient must understand every extension in `crit`. Parley, like most clients, supports none.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.11)
 */
export default defineRule({
  id: 'jose-crit',
  on: 'jwt',
  about: 'crit',
  refs: ['RFC7515-4.1.11'],
  check({ jwt: { header } }) {
    if (!header) return undefined
    const crit = header['crit']
    if (crit === undefined) return []
    if (!isListOfNames(crit)) return [finding('type', JSON.stringify(crit), '["…"]')]
    if (crit.length === 0) return [finding('empty', '[]')]
    const repeated = repeatedIn(crit)
    return [...new Set(crit)].flatMap((name): readonly Finding[] => [
      ...(repeated.has(name) ? [finding('repeated', name)] : []),
      ...(Object.hasOwn(header, name) ? [] : [finding('absent', name)]),
      ...problemOf(name),
    ])
  },
})

function isListOfNames(crit: unknown): crit is readonly string[] {
  return Array.isArray(crit) && crit.every((name) => typeof name === 'string')
}

function problemOf(name: string): readonly Finding[] {
  if (name === 'b64') return []
  const isBase = base.test(headers.get(name)?.source ?? '')
  return [finding(isBase ? 'registered' : 'unknown', name)]
}
