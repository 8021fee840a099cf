import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { hostOf } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { draftOf } from '@/components/profile/draft-fields'
import { SectionBar } from '@/components/ui/section-bar'
import { Tries } from '@/components/ui/tries'
import type { MetadataRecord } from '@/lib/storage/state'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import { OtherIssuer } from '@/components/ui/other-issuer'
import { closedText, useAllow } from '@/components/connected/use-allow'

interface ProblemProps {
  profile: Profile
  record: MetadataRecord
  busy: boolean
  onRead: () => void
  onProfiles: () => void
}

/** Why the metadata cannot be used, and what to do about it. */
export function Problem(props: ProblemProps) {
  const code = props.record.issues[0]?.code
  if (code === 'fetch_access') return <NoAccess profile={props.profile} />
  if (code === 'metadata_issuer') return <WrongIssuer {...props} />
  return <Unusable {...props} />
}

interface NotReadProps {
  issuer: string
  onRead: () => void
}

/** The metadata was never read. */
export function NotRead({ issuer, onRead }: NotReadProps) {
  return (
    <EmptyState title={t('panel.server.never')}>
      <p>{t('panel.server.never_text', [hostOf(issuer)])}</p>
      <Button variant="primary" onClick={onRead}>
        {t('panel.server.read_now')}
      </Button>
    </EmptyState>
  )
}

function NoAccess({ profile: { id, issuer, discovery } }: Pick<ProblemProps, 'profile'>) {
  const { closed, refused, allow } = useAllow(id)
  const from = discovery.kind === 'url' ? discovery.url : issuer
  return (
    <EmptyState title={t('panel.server.access')}>
      <p>{t('panel.server.access_text', [hostOf(from)])}</p>
      {closed.length > 0 && (
        <>
          <Button variant="primary" onClick={allow}>
            {t('panel.access.allow')}
          </Button>
          <p className="meta wrap">{closedText(closed)}</p>
        </>
      )}
      {refused && <output className="meta">{t('panel.server.access_refused')}</output>}
    </EmptyState>
  )
}

function WrongIssuer({ profile, record, busy, onRead }: ProblemProps) {
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const published = record.document?.json?.['issuer']
  const take = async (issuer: string) => {
    const result = await command('profileSave', { ...draftOf(profile), issuer })
    setIssues(result.ok ? [] : result.issues)
  }
  return (
    <>
      <Banner
        tone="fail"
        icon={<StatusIcon status="fail" />}
        title={t('panel.server.other_issuer')}
        actions={
          <>
            {typeof published === 'string' && published !== '' && (
              <Button
                variant="primary"
                onClick={() =>
                  void take(published).catch(() => setIssues([{ code: 'no_response' }]))
                }
              >
                {t('panel.server.use_published')}
              </Button>
            )}
            <Button disabled={busy} onClick={onRead}>
              {t('panel.server.again')}
            </Button>
          </>
        }
      >
        <OtherIssuer
          seen={typeof published === 'string' ? published : null}
          shown={record.issues[0]?.seen ?? ''}
          expected={record.issuer}
        />
        {issues.map((issue) => (
          <IssueLine key={issue.code} issue={issue} />
        ))}
      </Banner>
      <div className="empty grow">
        <p>{t('panel.server.not_run')}</p>
      </div>
    </>
  )
}

function Unusable({ record, busy, onRead, onProfiles }: ProblemProps) {
  const { issues, tries, document } = record
  const isFound = document?.json != null && (document.status ?? 200) === 200
  return (
    <>
      <Banner
        tone="fail"
        icon={<StatusIcon status="fail" />}
        title={t(isFound ? 'panel.server.unusable' : 'panel.server.not_found')}
        actions={
          <>
            <Button disabled={busy} onClick={onRead}>
              {t('panel.server.again')}
            </Button>
            <Button onClick={onProfiles}>{t('panel.server.edit_profile')}</Button>
          </>
        }
      >
        {issues.map((issue) => (
          <IssueLine key={issue.code} issue={issue} />
        ))}
      </Banner>
      {!isFound && tries.length > 0 && (
        <div className="scroll">
          <SectionBar title={t('ui.metadata.tried')}>{tries.length}</SectionBar>
          <Tries tries={tries} />
        </div>
      )}
    </>
  )
}
