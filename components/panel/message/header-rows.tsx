import { Chip } from '@/components/ui/chip'
import { beginningOf } from '@/components/ui/long-text'
import { authorizationOf, basicOf } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'
import { rowOf } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import { Decode } from './decode'
import type { ValueRow } from './value-row'

interface HeaderRowsInput {
  readonly headers: Params
  readonly results: readonly RuleResult[]
  readonly onDecode: (name: string) => void
}

/** A row for each header as sent; credentials are split and masked. */
export function headerRows({ headers, results, onDecode }: HeaderRowsInput): readonly ValueRow[] {
  return headers.map(([name, text]): ValueRow => {
    const key = name.toLowerCase()
    const about = results.filter((result) => isAboutHeader(result, [[name, text]]))
    const row = { name, text, results: about }
    if (key === 'authorization') return { ...row, ...credentialsOf(text, onDecode) }
    if (key !== 'dpop') return row
    // A DPoP proof is valid for one request only, so it is not masked.
    return { ...row, lead: <Chip>JWT</Chip>, tools: <Decode name="DPoP" onDecode={onDecode} /> }
  })
}

/**
 * Whether a result belongs in the row of a header. Results about missing headers are shown elsewhere.
 */
export function isAboutHeader(result: RuleResult, headers: Params): boolean {
  const row = rowOf(result)?.toLowerCase()
  return headers.some(([name]) => name.toLowerCase() === row)
}

/** The scheme and the user name of credentials, and what of them is secret. */
function credentialsOf(
  value: string,
  onDecode: (name: string) => void,
): Pick<ValueRow, 'lead' | 'secret' | 'tools'> {
  const { scheme, rest } = authorizationOf(value)
  if (rest === '') return { secret: { name: 'Authorization', value } }
  const lead = <Chip>{beginningOf(scheme, 40)}</Chip>
  const basic = basicOf(value)
  if (!basic)
    return {
      lead,
      secret: { name: 'access_token', value: rest },
      tools: looksLikeJwt(rest) && <Decode name="Authorization" onDecode={onDecode} />,
    }
  const user = beginningOf(basic.name)
  return {
    lead: (
      <>
        {lead}
        <span className="qv__v" title={user}>
          {user}
        </span>
      </>
    ),
    secret: { name: 'client_secret', value: basic.password },
  }
}
