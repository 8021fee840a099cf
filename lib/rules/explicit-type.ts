import type { DecodedJwt } from '@/lib/jose/types'
import { textIn } from '@/lib/model/json'
import { tokenType } from '@/lib/oauth/token-kind'
import { finding } from './builders'
import type { CheckResult } from './rule'
import { show } from './token-reading'

/** Types that say only that the text is a JWT or a JWS. */
const general: ReadonlySet<string> = new Set(['jwt', 'jose'])

/**
 * Judges whether `typ` names the kind of a token. A general type is as good as none.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.11)
 */
export function explicitType({ header }: DecodedJwt, expected: string): CheckResult {
  if (!header) return undefined
  const typ = header['typ']
  const type = tokenType(header)
  if (type === expected) return []
  const isGeneral = typ === undefined || (type !== null && general.has(type))
  return [finding(isGeneral ? 'missing' : 'other', textIn(header, 'typ') ?? shown(typ), expected)]
}

function shown(typ: unknown): string | null {
  return typ === undefined ? null : show(typ)
}
