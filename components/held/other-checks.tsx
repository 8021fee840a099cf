import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { t } from '@/lib/i18n'
import { CheckLine } from './check-cell'
import { otherChecks } from './row-checks'
import { receivedRows } from './rows'

/** Failed checks that concern the response as a whole. */
export function OtherChecks({ response }: { readonly response: AuthorizationResponse }) {
  const names = receivedRows(response).map(({ name }) => name)
  const checks = otherChecks(response, names)
  if (checks.length === 0) return null
  return (
    <ul className="held__checks" aria-label={t('held.table.other_checks')}>
      {checks.map((check) => (
        <li key={check.key} className="is-chk">
          <CheckLine check={check} about />
        </li>
      ))}
    </ul>
  )
}
