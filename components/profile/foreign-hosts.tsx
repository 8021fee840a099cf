import type { MetadataRecord } from '@/lib/storage/state'
import { t } from '@/lib/i18n'
import { foreignHosts } from '@/lib/oauth/foreign-hosts'
import { StatusIcon } from '@/components/ui/icon'
import '../ui/parts.css'

interface ForeignHostsProps {
  readonly record: MetadataRecord
  /** It is a block of its own across the full width of its pane. */
  readonly isBlock?: boolean
}

/**
 * The hosts in the metadata that are not the issuer's, and their purpose. Only metadata from the
 * issuer's own well-known location is authoritative.
 */
export function ForeignHosts({ record, isBlock = false }: ForeignHostsProps) {
  const { document, issuer } = record
  const hosts = foreignHosts(issuer, document?.json ?? null)
  if (hosts.length === 0) return null
  const isOwn = document?.form !== 'explicit'
  return (
    <div className={isBlock ? 'foreign foreign--block' : 'foreign'}>
      <p className="sends__line">
        <StatusIcon status={isOwn ? 'neutral' : 'warn'} />
        <span className="wrap">{t(isOwn ? 'ui.foreign.own' : 'ui.foreign.explicit')}</span>
      </p>
      <ul>
        {hosts.map(({ host, members }) => (
          <li key={host} className="wrap">
            <bdi className="mono">{host}</bdi> <span className="meta">{members.join(', ')}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
