import { SectionBar } from '@/components/ui/section-bar'
import { useHost } from '@/lib/state/host'
import { t } from '@/lib/i18n'
import { AddParButton } from './add-par'
import type { Unseen } from './sequence-rows'

const whys = {
  'par-request': 'panel.unseen.why_push',
  'par-response': 'panel.unseen.why_push',
  'token-request': 'panel.unseen.why_token',
} as const

const ways = {
  'par-request': ['panel.unseen.page_push', 'panel.unseen.server_push'],
  'par-response': ['panel.unseen.page_push', 'panel.unseen.server_push'],
  'token-request': ['panel.unseen.page_token', 'panel.unseen.server_token'],
} as const

interface UnseenViewProps {
  unseen: Unseen
  onAddPar: (() => void) | null
}

/** Why a message cannot be observed, and how to observe it next time. */
export function UnseenView({ unseen, onAddPar }: UnseenViewProps) {
  const { browser } = useHost()
  const isPossible = (key: string) => key !== 'panel.unseen.server_push' || onAddPar !== null
  return (
    <div className="scroll">
      <SectionBar level={3} title={t('panel.unseen.why')} />
      <p className="note-line">{t(whys[unseen])}</p>
      <SectionBar level={3} title={t('panel.unseen.how')} />
      <ul className="unseen-ways">
        {ways[unseen].filter(isPossible).map((key) => (
          <li key={key} className="note-line">
            {t(key)}
          </li>
        ))}
        {browser === 'firefox' && <li className="note-line">{t('panel.unseen.firefox')}</li>}
      </ul>
      {unseen !== 'token-request' && onAddPar && (
        <p className="note-line">
          <AddParButton onAddPar={onAddPar} />
        </p>
      )}
    </div>
  )
}
