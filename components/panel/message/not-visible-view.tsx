import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { useHost } from '@/lib/state/host'
import { t } from '@/lib/i18n'
import { AddParButton } from './add-par'
import type { NotVisibleMessage } from './sequence-rows'

const whys = {
  'par-request': 'panel.not_visible.why_push',
  'par-response': 'panel.not_visible.why_push',
  'token-request': 'panel.not_visible.why_token',
} as const

const ways = {
  'par-request': ['panel.not_visible.page_push', 'panel.not_visible.server_push'],
  'par-response': ['panel.not_visible.page_push', 'panel.not_visible.server_push'],
  'token-request': ['panel.not_visible.page_token', 'panel.not_visible.server_token'],
} as const

interface NotVisibleViewProps {
  message: NotVisibleMessage
  onAddPar: (() => void) | null
}

/** Why a message cannot be observed, and how to observe it next time. */
export function NotVisibleView({ message, onAddPar }: NotVisibleViewProps) {
  const { browser } = useHost()
  const isPossible = (key: string) => key !== 'panel.not_visible.server_push' || onAddPar !== null
  return (
    <div className="scroll">
      <SectionBar level={3} title={t('panel.not_visible.why')} />
      <p className="note-line">
        <Prose>{t(whys[message])}</Prose>
      </p>
      <SectionBar level={3} title={t('panel.not_visible.how')} />
      <ul className="not-visible-ways">
        {ways[message].filter(isPossible).map((key) => (
          <li key={key} className="note-line">
            {t(key)}
          </li>
        ))}
        {browser === 'firefox' && <li className="note-line">{t('panel.not_visible.firefox')}</li>}
      </ul>
      {message !== 'token-request' && onAddPar && (
        <p className="note-line">
          <AddParButton onAddPar={onAddPar} />
        </p>
      )}
    </div>
  )
}
