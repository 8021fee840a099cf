import type { SdJwtIssue } from '@/lib/jose/sd-jwt-issues'
import type { DecodedJwt, JwtIssueCode } from '@/lib/jose/types'
import { decodeJwt } from '@/lib/jose/decode'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { issueFindings } from '../sd-jwt-reading'

/** Issues of a part that is not base64url. */
const encoding: ReadonlySet<JwtIssueCode> = new Set(['padding', 'character', 'length'])

/** @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4) */
export default defineRule({
  id: 'sd-form',
  on: 'sd-jwt',
  about: 'form',
  refs: ['RFC9901-4', 'RFC9901-8'],
  check({ jwt, opened }) {
    if (jwt.kind !== 'jws') return undefined
    if (!jwt.sdJwt) return jwt.json ? undefined : [finding('tilde', '0 × ~', '≥ 1 × ~')]
    return [
      ...lastPart(jwt.sdJwt.keyBinding),
      ...issueFindings(opened?.issues ?? noIssues, {
        disclosure_encoding: 'part',
        sd_type: 'digest',
        ellipsis: 'digest',
      }),
    ]
  },
})

const noIssues: readonly SdJwtIssue[] = []

/** What follows the last `~` is a key binding JWT. Anything else is usually a disclosure without its `~`. */
function lastPart(text: string | null): readonly Finding[] {
  if (text === null) return []
  const jwt = decodeJwt(text)
  if (!isCompact(jwt)) return [finding('tilde', `${jwt.parts.length} × .`, '2 × .')]
  return jwt.issues
    .filter(({ code }) => encoding.has(code))
    .map(({ part, seen }) => finding('part', [part, seen].filter(Boolean).join(': ')))
}

function isCompact({ kind, json }: DecodedJwt): boolean {
  return kind === 'jws' && json === null
}
