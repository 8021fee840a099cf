import { SectionBar } from '@/components/ui/section-bar'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { t } from '@/lib/i18n'
import type { Params } from '@/lib/model/params'
import { headerRows } from './header-rows'
import { ValueTable } from './value-table'

interface PageHeadersProps {
  message: OAuthMessage
  onDecode: (name: string) => void
}

/** The headers of a page that checks read. The others are not stored. */
export function PageHeaders({ message, onDecode }: PageHeadersProps) {
  const title = t('panel.params.page_headers')
  const headers = pageHeadersOf(message)
  if (headers.length === 0) return null
  return (
    <>
      <SectionBar level={3} title={title}>
        {headers.length}
      </SectionBar>
      <ValueTable
        label={title}
        place="header"
        rows={headerRows({ headers, results: message.results, onDecode })}
      />
    </>
  )
}

function pageHeadersOf(message: OAuthMessage): Params {
  if (message.kind === 'authorization-request') return message.httpResult?.headers ?? []
  if (message.kind === 'authorization-response') return message.callback.headers ?? []
  return message.kind === 'hop' ? (message.headers ?? []) : []
}
