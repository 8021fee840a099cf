import type { ReactNode } from 'react'
import './parts.css'
import { t } from '@/lib/i18n'

/**
 * A text that a server or page wrote, quoted as its own, so that it cannot be read as Parley's. Its
 * direction does not reach beyond it.
 */
export function ServerText({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <span className="vh">{t('ui.server_says')} </span>
      <q className="said">
        <bdi>{children}</bdi>
      </q>
    </>
  )
}
