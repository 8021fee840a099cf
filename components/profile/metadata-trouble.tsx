import type { ReactNode } from 'react'
import { ExternalLink, RefreshCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { hostOf } from '@/components/ui/format'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { OtherIssuer } from '@/components/ui/other-issuer'
import { Tries } from '@/components/ui/tries'
import { t } from '@/lib/i18n'
import type { MetadataRecord } from '@/lib/storage/state'

interface TroubleProps {
  readonly record: MetadataRecord
  readonly onRead: () => void
  /** The user should paste the metadata. */
  readonly onPaste: () => void
  readonly onIssuer: (issuer: string) => void
}

/** Issues that a certificate or the network causes. */
const connectionCodes: ReadonlySet<string> = new Set(['fetch_unreachable', 'fetch_timeout'])

/** No response, for whatever reason. */
export function isUnreachable({ issues }: MetadataRecord): boolean {
  return issues.some(({ code }) => connectionCodes.has(code))
}

/** Why the metadata of a typed issuer cannot be used, with the fix next to it. */
export function MetadataTrouble(props: TroubleProps) {
  const { record } = props
  if (isUnreachable(record)) return <NoConnection {...props} />
  if (record.issues[0]?.code === 'metadata_issuer') return <WrongIssuer {...props} />
  return <NotUsable {...props} />
}

function NoConnection({ record, onRead, onPaste }: TroubleProps) {
  const url = record.tries[0]?.url ?? record.issuer
  return (
    <Trouble title={t('ui.trouble.no_connection', [hostOf(url)])}>
      <dl className="trouble__facts">
        <dt>{t('ui.trouble.seen')}</dt>
        <dd>{t('ui.trouble.no_response')}</dd>
        <dt>{t('ui.trouble.likely')}</dt>
        <dd>{t('ui.trouble.certificate')}</dd>
        <dt>{t('ui.trouble.fix')}</dt>
        <dd>{t('ui.trouble.certificate_fix')}</dd>
      </dl>
      <div className="btns">
        <a className="btn" href={url} target="_blank" rel="noreferrer">
          <Icon of={ExternalLink} />
          {t('ui.trouble.open')}
        </a>
        <Button variant="primary" icon={<Icon of={RefreshCw} />} onClick={onRead}>
          {t('ui.trouble.again')}
        </Button>
        <Button variant="link" onClick={onPaste}>
          {t('ui.trouble.paste')}
        </Button>
      </div>
    </Trouble>
  )
}

function WrongIssuer({ record, onIssuer }: TroubleProps) {
  const published = record.document?.json?.['issuer']
  const seen = typeof published === 'string' && published !== '' ? published : null
  return (
    <Trouble title={t('panel.server.other_issuer')}>
      <OtherIssuer seen={seen} shown={record.issues[0]?.seen ?? ''} expected={record.issuer} />
      {seen !== null && (
        <div className="btns">
          <Button variant="primary" onClick={() => onIssuer(seen)}>
            {t('panel.server.use_published')}
          </Button>
        </div>
      )}
    </Trouble>
  )
}

function NotUsable({ record, onRead, onPaste }: TroubleProps) {
  const { issues, tries, document } = record
  const isFound = document?.json != null && (document.status ?? 200) === 200
  return (
    <Trouble title={t(isFound ? 'panel.server.unusable' : 'panel.server.not_found')}>
      {issues.map((issue) => (
        <IssueLine key={issue.code} issue={issue} status="fail" />
      ))}
      {!isFound && tries.length > 0 && <Tries tries={tries} />}
      <div className="btns">
        <Button icon={<Icon of={RefreshCw} />} onClick={onRead}>
          {t('ui.trouble.again')}
        </Button>
        <Button variant="link" onClick={onPaste}>
          {t('ui.trouble.paste')}
        </Button>
      </div>
    </Trouble>
  )
}

function Trouble({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="trouble" aria-label={title}>
      <div className="trouble__t">
        <StatusIcon status="fail" />
        <span className="wrap">{title}</span>
      </div>
      {children}
    </section>
  )
}
