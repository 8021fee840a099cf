import { SectionBar } from '@/components/ui/section-bar'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { isSecret } from '@/lib/model/credentials'
import { rowOf } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'
import { membersOf } from '@/lib/flow/read/response-members'
import { t } from '@/lib/i18n'
import { jsonTreeOf } from '@/lib/model/json'
import { meaningOf } from './meaning'
import type { ValueRow } from './value-row'
import { ValueTable } from './value-table'

/** The results for the members inside a JARM response, and those for the response itself. */
export function resultsOf(message: AuthorizationResponse): {
  readonly inside: readonly RuleResult[]
  readonly outside: readonly RuleResult[]
} {
  const names = new Set(isSigned(message) ? membersOf(message).map(([name]) => name) : [])
  const { results } = message
  const isInside = (result: RuleResult) => names.has(rowOf(result, ['response']) ?? '')
  return {
    inside: results.filter(isInside),
    outside: results.filter((result) => !isInside(result)),
  }
}

interface MembersInsideProps {
  message: AuthorizationResponse
  meanings: Readonly<Record<string, string>>
}

/** The members of a JARM response, as far as it could be opened; nothing for any other response. */
export function MembersInside({ message, meanings }: MembersInsideProps) {
  if (!isSigned(message)) return null
  const { inside } = resultsOf(message)
  const rows = membersOf(message).map(([name, text]): ValueRow => ({
    name,
    text,
    json: isSecret('parameter', name) ? undefined : (jsonTreeOf(text) ?? undefined),
    ...meaningOf(name, meanings),
    results: inside.filter((result) => rowOf(result, ['response']) === name),
  }))
  const title = t('panel.params.inside')
  return (
    <>
      <SectionBar level={3} title={title}>
        {rows.length}
      </SectionBar>
      <ValueTable label={title} place="parameter" rows={rows} />
    </>
  )
}

function isSigned(message: AuthorizationResponse): boolean {
  return membersOf(message) !== message.params
}
