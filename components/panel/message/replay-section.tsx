import { formatIso } from '@/components/ui/format'
import { SectionBar } from '@/components/ui/section-bar'
import { Ago } from '@/components/ui/time'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { t } from '@/lib/i18n'
import { keyed } from '@/components/ui/keyed'

/** When the same response was received again: a reload, the back button, a restored session. */
export function ReplaySection({ message: { replays } }: { message: AuthorizationResponse }) {
  if (replays.length === 0) return null
  return (
    <>
      <SectionBar level={3} title={t('panel.replays.title')}>
        <span>{replays.length}</span>
      </SectionBar>
      <ul className="release">
        {keyed(replays, ({ at }) => String(at)).map(({ key, item: { at, tabId } }) => (
          <li key={key}>
            {formatIso(at)}{' '}
            <span className="meta">
              <Ago at={at} />, {t('panel.replays.tab', [String(tabId)])}
            </span>
          </li>
        ))}
      </ul>
      <p className="note-line meta">{t('panel.replays.note')}</p>
    </>
  )
}
