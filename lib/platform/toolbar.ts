import { browser } from 'wxt/browser'
import type { Badge } from '@/lib/background/ports'
import { t } from '@/lib/i18n'

const colours = { waiting: '#1457c2', holding: '#8a4b00' } as const

/**
 * Shows a dot on the toolbar icon for a new response or for holding, and explains it in the tooltip.
 */
export async function showBadge({ waiting, holding }: Badge): Promise<void> {
  const { action } = browser
  const says = [
    ...(waiting ? [t('extension.badge.waiting')] : []),
    ...(holding ? [t('extension.badge.holding')] : []),
  ]
  await action.setBadgeBackgroundColor({ color: waiting ? colours.waiting : colours.holding })
  await action.setBadgeTextColor({ color: '#ffffff' })
  await action.setBadgeText({ text: waiting || holding ? '•' : '' })
  await action.setTitle({ title: ['Parley', ...says].join('\n') })
}
