import { ClipboardPaste, Columns2, RefreshCw, UserPlus } from 'lucide-react'
import type { ComponentProps } from 'react'
import { IconButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { formatIso, formatRelative } from '@/components/ui/format'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { ForeignHosts } from '@/components/profile/foreign-hosts'
import { registerAt } from '@/components/profile/register/register-at'
import { takesLetters } from '@/components/ui/keyboard'
import { useKeyDown } from '@/components/ui/use-key-down'
import { useNow } from '@/components/ui/time'
import type { MetadataRecord } from '@/lib/storage/state'
import type { Status } from '@/lib/model/rule-result'
import { jsonTreeOf } from '@/lib/model/json'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'
import { JsonTree } from '@/components/ui/json-tree'
import { LateNote } from '@/components/ui/late-note'
import { Scroll } from '@/components/ui/scroll'
import { ReadinessPane } from './readiness-pane'
import { NotRead, Problem } from './server-problem'
import { nextView, useOnePane, ViewSwitch, type ServerView } from './server-view'
import { useMetadataRefresh } from '@/components/connected/use-metadata-refresh'

interface ServerMetadataProps {
  profile: Profile
  record: MetadataRecord | null
  view: ServerView
  onView: (view: ServerView) => void
  /** The worst status of the keys. */
  keys: Status | null
  onProfiles: () => void
  onPaste: () => void
  /** Compares the document with another one; null without a document. */
  onCompare: (() => void) | null
}

/** The metadata of a profile's issuer: as fields, as the document, or why it is missing. */
export function ServerMetadata(props: ServerMetadataProps) {
  const { profile, record, view, onView, keys, onProfiles, onPaste, onCompare } = props
  const reading = useMetadataRefresh(profile.id)
  const { busy, refresh } = reading
  const isOnePane = useOnePane()
  const document = record?.document ?? null
  const pane = useKeyDown<HTMLElement>((event) => {
    const next = takesLetters(event) ? nextView(event.key, view, isOnePane) : undefined
    if (next && document) onView(next)
  })
  return (
    <section className="pane" aria-label={t('panel.server.metadata')} ref={pane}>
      <div className="bar">
        <Origin profile={profile} record={record} />
        <span className="grow" />
        {busy && <StatusIcon status="pending" label={t('panel.server.reading')} />}
        <IconButton label={t('panel.server.again')} disabled={busy} onClick={refresh}>
          <Icon of={RefreshCw} />
        </IconButton>
        <RegisterButton profile={profile} document={document} onDone={onProfiles} />
        <IconButton label={t('panel.server.paste')} onClick={onPaste}>
          <Icon of={ClipboardPaste} />
        </IconButton>
        {document && <DocumentTools {...{ document, view, onView, keys, onCompare }} />}
      </div>
      <Outcome reading={reading} isGood={record?.issues.length === 0} />
      {!record && <Nothing issuer={profile.issuer} busy={busy} onRead={refresh} />}
      {view === 'keys' ? null : document && view === 'document' ? (
        <Document document={document} />
      ) : (
        record && <Fields {...{ profile, record, busy, onProfiles }} onRead={refresh} />
      )}
    </section>
  )
}

function Nothing({ issuer, busy, onRead }: { issuer: string; busy: boolean; onRead: () => void }) {
  if (busy) return <LateNote>{t('panel.server.reading')}</LateNote>
  return <NotRead issuer={issuer} onRead={onRead} />
}

interface RegisterButtonProps {
  profile: Profile
  document: FetchedDocument | null
  onDone: () => void
}

/** Begins to register a client, at a server that registers clients. */
function RegisterButton({ profile, document, onDone }: RegisterButtonProps) {
  if (typeof document?.json?.['registration_endpoint'] !== 'string') return null
  return (
    <IconButton label={t('register.title')} onClick={() => void registerAt(profile).then(onDone)}>
      <Icon of={UserPlus} />
    </IconButton>
  )
}

interface DocumentToolsProps extends Pick<
  ServerMetadataProps,
  'view' | 'onView' | 'keys' | 'onCompare'
> {
  document: FetchedDocument
}

export function DocumentTools({ document, onCompare, ...view }: DocumentToolsProps) {
  return (
    <>
      {onCompare && (
        <IconButton label={t('panel.server.compare')} onClick={onCompare}>
          <Icon of={Columns2} />
        </IconButton>
      )}
      <CopyButton value={document.body} label={t('panel.server.copy')} />
      <span className="bar__sep" />
      <ViewSwitch {...view} />
    </>
  )
}

interface OutcomeProps {
  reading: ReturnType<typeof useMetadataRefresh>
  isGood: boolean
}

/** The result of reading again, unless the rest of the screen shows it. */
function Outcome({ reading: { failed, kept }, isGood }: OutcomeProps) {
  if (failed)
    return (
      <p className="note-line with-icon" role="alert">
        <StatusIcon status="fail" />
        {t('panel.server.failed')}
      </p>
    )
  if (!kept || !isGood) return null
  return (
    <div className="note-line issues" role="alert">
      {kept.issues.map((issue) => (
        <IssueLine key={issue.code} issue={issue} />
      ))}
      <p className="meta">{t('panel.server.kept')}</p>
    </div>
  )
}

/** Problems of the metadata, and the fields if they are the issuer's own. */
function Fields(props: ComponentProps<typeof Problem>) {
  const { profile, record } = props
  return (
    <>
      {record.issues.length > 0 && <Problem {...props} />}
      {record.document && isOwn(record) && <ForeignHosts record={record} isBlock />}
      {record.document && isOwn(record) && (
        <ReadinessPane document={record.document} record={record} own={profile.ruleProfile} />
      )}
    </>
  )
}

/** Whether the fields can be shown: only those of the issuer's own metadata are. */
function isOwn({ document, issues }: MetadataRecord): boolean {
  return (
    document?.json != null && issues.every(({ code }) => code === 'metadata_authorization_endpoint')
  )
}

/** The URL of the metadata, when it was read, and how long it took. */
function Origin({ profile, record }: Pick<ServerMetadataProps, 'profile' | 'record'>) {
  const isPasted = profile.discovery.kind === 'document'
  const url = record?.document?.url || record?.tries[0]?.url || profile.issuer
  return (
    <>
      {isPasted ? (
        <span className="cut">{t('panel.server.pasted')}</span>
      ) : (
        <span className="mono cut" title={beginningOf(url)}>
          {beginningOf(url)}
        </span>
      )}
      {record && <When record={record} isPasted={isPasted} />}
    </>
  )
}

function When({ record, isPasted }: { record: MetadataRecord; isPasted: boolean }) {
  const now = useNow()
  const ago = formatRelative(Math.min(0, record.fetchedAt - now))
  return (
    <span className="meta nowrap only-wide server__read" title={formatIso(record.fetchedAt)}>
      {isPasted
        ? t('panel.server.judged', [ago])
        : t('panel.server.read', [ago, String(Math.round(record.took))])}
    </span>
  )
}

/** The body is parsed again, because browsers reorder the members of stored objects. */
export function Document({ document: { json, body } }: { document: FetchedDocument }) {
  return (
    <Scroll label={t('panel.server.document')}>
      {json ? (
        <div className="server__json">
          <JsonTree value={jsonTreeOf(body) ?? json} label={t('panel.server.document')} />
        </div>
      ) : (
        <pre className="note-line payload-text">
          <LongText text={body} maxCharacters={8000} />
        </pre>
      )}
    </Scroll>
  )
}
