import { useEffect, useState } from 'react'
import './server.css'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Profile } from '@/lib/oauth/profile'
import { mirrorMetadata, useMirror, type Mirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { LateNote } from '@/components/ui/late-note'
import { usePasted } from '@/components/connected/use-pasted'
import type { Recognition } from '@/lib/oauth/recognition'
import type { MetadataCompare } from './compare-slot'
import { PasteMetadata, PastedServer } from './pasted-server'
import { ServerKeys } from './server-keys'
import { ServerMetadata } from './server-metadata'
import { useOnePane, type ServerView } from './server-view'
import { keysStatus, useKeys } from './use-keys'

interface ServerScreenProps {
  /** Opens the profile editor. */
  onProfiles: () => void
  /** Compares metadata documents. */
  compare: MetadataCompare
}

/** The metadata and the keys of the current profile's server, or a pasted document. */
export function ServerScreen({ onProfiles, compare }: ServerScreenProps) {
  const profiles = useMirror((state) => state.profiles)
  const current = useMirror(({ settings }) => settings.currentProfileId)
  const [pasted, setPasted] = useState<string | null>(null)
  const [isPasting, setPasting] = useState(false)
  usePasted(isForServer, setPasted)
  const live = profiles.filter(({ removedAt }) => removedAt === undefined)
  const profile = live.find(({ id }) => id === current) ?? live[0]
  const onPaste = () => setPasting(true)
  if (pasted !== null)
    return (
      <PastedServer
        key={pasted}
        text={pasted}
        {...{ onProfiles, compare }}
        onRemove={() => setPasted(null)}
      />
    )
  if (isPasting)
    return (
      <PasteMetadata
        onText={(text) => {
          setPasting(false)
          setPasted(text)
        }}
        onCancel={() => setPasting(false)}
      />
    )
  if (profile) return <Server key={profile.id} {...{ profile, onProfiles, onPaste, compare }} />
  return (
    <div className="panel__main">
      <section className="pane" aria-label={t('panel.server.metadata')}>
        <EmptyState title={t('panel.server.no_profile')}>
          <p>{t('panel.server.no_profile_text')}</p>
          <div className="btns">
            <Button variant="primary" onClick={onProfiles}>
              {t('panel.server.new_profile')}
            </Button>
            <Button onClick={onPaste}>{t('panel.server.paste')}</Button>
          </div>
        </EmptyState>
      </section>
    </div>
  )
}

const isForServer = (kind: Recognition['kind']) => kind === 'metadata'

interface ServerProps extends ServerScreenProps {
  profile: Profile
  onPaste: () => void
}

function Server({ profile, onProfiles, onPaste, compare: Compare }: ServerProps) {
  const { id, issuer } = profile
  const record = useMirror(({ metadata }) => metadata[id]) ?? null
  const [stored, setStored] = useState(false)
  const [chosen, setView] = useState<ServerView>('fields')
  const isOnePane = useOnePane()
  const [isComparing, setComparing] = useState(false)
  const readAt = readAtOf(record, issuer)
  const keys = useKeys(id, readAt)
  useEffect(() => {
    void mirrorMetadata(id).then(() => setStored(true))
  }, [id])
  if (!stored && !record)
    return (
      <div className="panel__main">
        <LateNote>{t('panel.server.reading')}</LateNote>
      </div>
    )
  const json = record?.document?.json
  if (isComparing && json)
    return (
      <Compare
        own={{ name: profile.name, json }}
        profileId={id}
        rules={profile.ruleProfile}
        onClose={() => setComparing(false)}
      />
    )
  const view = viewOf(chosen, isOnePane)
  const isKeys = view === 'keys'
  return (
    <div className={`panel__main server ${isKeys ? 'server--keys' : ''}`}>
      <ServerMetadata
        {...{ profile, record, view, onProfiles, onPaste }}
        onCompare={json ? () => setComparing(true) : null}
        onView={setView}
        keys={keysStatus(keys.view, keys.failed)}
      />
      {(!isOnePane || isKeys) && <ServerKeys profileId={id} {...{ readAt, keys }} />}
    </div>
  )
}

/** When usable metadata of the issuer was read; null without it. */
function readAtOf(record: Mirror['metadata'][string] | null, issuer: string): number | null {
  return record?.issuer === issuer && record.issues.length === 0 ? record.fetchedAt : null
}

/** The keys are a view of their own only where there is one pane. */
function viewOf(chosen: ServerView, isOnePane: boolean): ServerView {
  return chosen === 'keys' && !isOnePane ? 'fields' : chosen
}
