import { useEffect, useState } from 'react'
import './server.css'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Profile } from '@/lib/oauth/profile'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { LateNote } from '@/components/ui/late-note'
import { ServerKeys } from './server-keys'
import { ServerMetadata } from './server-metadata'

interface ServerScreenProps {
  /** Opens the profile editor. */
  onProfiles: () => void
}

/** The metadata and the keys of the current profile's server. */
export function ServerScreen({ onProfiles }: ServerScreenProps) {
  const profiles = useMirror((state) => state.profiles)
  const current = useMirror(({ settings }) => settings.currentProfileId)
  const live = profiles.filter(({ removedAt }) => removedAt === undefined)
  const profile = live.find(({ id }) => id === current) ?? live[0]
  if (profile) return <Server key={profile.id} profile={profile} onProfiles={onProfiles} />
  return (
    <div className="panel__main">
      <section className="pane" aria-label={t('panel.server.metadata')}>
        <EmptyState title={t('panel.server.no_profile')}>
          <p>{t('panel.server.no_profile_text')}</p>
          <Button variant="primary" onClick={onProfiles}>
            {t('panel.server.new_profile')}
          </Button>
        </EmptyState>
      </section>
    </div>
  )
}

function Server({ profile, onProfiles }: ServerScreenProps & { profile: Profile }) {
  const { id, issuer } = profile
  const record = useMirror(({ metadata }) => metadata[id]) ?? null
  const [stored, setStored] = useState(false)
  useEffect(() => {
    void mirrorMetadata(id).then(() => setStored(true))
  }, [id])
  if (!stored && !record)
    return (
      <div className="panel__main">
        <LateNote>{t('panel.server.reading')}</LateNote>
      </div>
    )
  const isUsable = record?.issuer === issuer && record.issues.length === 0
  return (
    <div className="panel__main server">
      <ServerMetadata profile={profile} record={record} onProfiles={onProfiles} />
      <ServerKeys profileId={id} readAt={isUsable ? record.fetchedAt : null} />
    </div>
  )
}
