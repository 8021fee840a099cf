import { ClipboardPaste, FlaskConical, Upload } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useSample } from '@/components/connected/use-sample'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import { clientAuthOf } from '@/lib/model/client-auth-methods'
import type { KeyInfo } from '@/lib/model/key'
import { useMirror } from '@/lib/state/mirror'
import { usable } from './metadata-hint'
import { keyFacts } from './profile-key-facts'
import type { Setup } from './use-setup'

interface SetupAsideProps {
  readonly setup: Setup
  readonly onImport: () => void
  readonly onInspect: () => void
}

/** What a first profile needs, and the other ways to begin. */
export function SetupAside({ setup, onImport, onInspect }: SetupAsideProps) {
  const { draft } = setup
  const sample = useSample()
  const key = useMirror(({ keys }) =>
    keys.find(({ id, removedAt }) => id === draft.signingKeyId && removedAt === undefined),
  )
  return (
    <section className="pane" aria-label={t('ui.need.help')}>
      <div className="scroll">
        <SectionBar title={t('ui.need.title')} />
        <ul>
          {needsOf(setup, key).map(({ name, present, missing }) => (
            <li key={name} className="need">
              <StatusIcon
                status={present === null ? 'neutral' : 'pass'}
                label={t(present === null ? 'ui.need.missing' : 'ui.need.present')}
              />
              <span>{name}</span>
              <span className="meta wrap">{present ?? <Prose>{missing}</Prose>}</span>
            </li>
          ))}
        </ul>
        <SectionBar title={t('ui.need.other_ways')} />
        <ul>
          <Way
            icon={<Icon of={Upload} />}
            name={t('ui.need.import')}
            text={t('ui.need.import_text')}
          >
            <Button onClick={onImport}>{t('ui.need.import_file')}</Button>
          </Way>
          <Way
            icon={<Icon of={ClipboardPaste} />}
            name={t('ui.need.inspect')}
            text={t('ui.need.inspect_text')}
          >
            <Button onClick={onInspect}>{t('ui.need.paste')}</Button>
          </Way>
          <Way
            icon={<Icon of={FlaskConical} />}
            name={t('ui.need.sample')}
            text={t('ui.need.sample_text')}
          >
            <Button onClick={sample.open}>{t('ui.need.sample_open')}</Button>
          </Way>
        </ul>
        <IssueNotes issues={sample.issues} />
      </div>
    </section>
  )
}

interface Need {
  readonly name: string
  /** The value that is there; null if it is missing. */
  readonly present: string | null
  readonly missing: string
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

function needsOf({ draft, metadata, access, secret, hasSecret }: Setup, key: KeyInfo | undefined) {
  const hosts = t('ui.need.read', access.length, [String(access.length)])
  const isRead = usable(metadata) !== null
  return [
    {
      name: t('ui.profile.issuer'),
      present: isRead ? hosts : null,
      missing: t('ui.need.issuer'),
    },
    {
      name: t('ui.profile.client_id'),
      present: orNull(draft.clientId),
      missing: t('ui.need.client_id'),
    },
    {
      name: t('ui.profile.redirect_uri'),
      present: orNull(draft.redirectUris.filter((uri) => uri.trim() !== '').join(', ')),
      missing: t('ui.need.redirect_uri'),
    },
    clientAuthOf(draft.clientAuth.method).needs === 'secret'
      ? {
          name: 'client_secret',
          present: secret !== '' || hasSecret ? t('ui.need.present') : null,
          missing: t('ui.need.client_secret'),
        }
      : {
          name: t('ui.key.signing'),
          present: key ? keyFacts(key) : null,
          missing: t('ui.need.key'),
        },
  ] satisfies readonly Need[]
}

interface WayProps {
  readonly icon: ReactNode
  readonly name: string
  readonly text: string
  readonly children: ReactNode
}

function Way({ icon, name, text, children }: WayProps) {
  return (
    <li className="need need--act">
      {icon}
      <span>{name}</span>
      {children}
      <span className="meta">{text}</span>
    </li>
  )
}
