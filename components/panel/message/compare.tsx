import { createContext, use } from 'react'
import { Button } from '@/components/ui/button'
import { t } from '@/lib/i18n'

/** Shows the consent of the flow; null without one. */
export const CompareContext = createContext<(() => void) | null>(null)

const compared: ReadonlySet<string> = new Set(['scope', 'authorization_details'])

/** Whether a parameter or member is a part of the consent. */
export const isCompared = (name: string): boolean => compared.has(name)

/** Leads from a part of the consent to its comparison; nothing in a flow without a consent. */
export function Compare({ name }: { readonly name: string }) {
  const onCompare = use(CompareContext)
  if (!onCompare) return null
  return (
    <Button variant="link" aria-label={t('panel.consent.compare_with', [name])} onClick={onCompare}>
      {t('panel.consent.compare')}
    </Button>
  )
}
