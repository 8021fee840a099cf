import { createContext, useContext } from 'react'
import { t } from '@/lib/i18n'

/** Opens the page of a rule; null where no screen has one. */
export const OpenRuleContext = createContext<((id: string) => void) | null>(null)

/** The id of a rule, as a link to its page where there is one. */
export function RuleLink({ id }: { readonly id: string }) {
  const open = useContext(OpenRuleContext)
  if (!open) return <span className="rid">{id}</span>
  return (
    <button
      type="button"
      className="rid rid--link"
      aria-label={t('panel.rules.open', [id])}
      onClick={() => open(id)}
    >
      {id}
    </button>
  )
}
