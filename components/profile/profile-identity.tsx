import { Chip } from '@/components/ui/chip'
import { Discovery } from './profile-discovery'
import { Field } from '@/components/ui/field'
import { hostOf } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { MetadataHint, type ProbedMetadata } from './metadata-hint'
import { fieldIssue, withBasis, type PartProps } from './draft-fields'
import { Select } from './profile-parts'
import { RedirectUris } from './profile-redirect-uris'
import { ruleProfileOptions } from './profile-form'
import { ScopeOffer } from './scope-offer'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { t } from '@/lib/i18n'

interface ProfileIdentityProps extends PartProps {
  readonly metadata: ProbedMetadata
}

/** The client and its server. */
export function ProfileIdentity({ draft, edit, issues, metadata }: ProfileIdentityProps) {
  const basis = (change: Parameters<typeof withBasis>[1]) =>
    edit(withBasis(draft, change, Date.now()))
  return (
    <>
      <div className="form__pair">
        <Field
          label={t('ui.profile.name')}
          value={draft.name}
          onChange={({ target }) => edit({ name: target.value })}
          issue={fieldIssue(issues, 'name')}
          placeholder={hostOf(draft.issuer)}
        />
        <Select<RuleProfile>
          label={t('ui.profile.check_against')}
          options={ruleProfileOptions()}
          value={draft.ruleProfile}
          onChange={(ruleProfile) => basis({ ruleProfile })}
        />
      </div>
      <ScopeOffer draft={draft} onTurnOff={() => edit({ addScopeOpenid: false })} />
      <div>
        <Field
          label={t('ui.profile.issuer')}
          value={draft.issuer}
          onChange={({ target }) => edit({ issuer: target.value })}
          issue={fieldIssue(issues, 'issuer')}
          hint={hasSomethingToSay(metadata) ? <MetadataHint metadata={metadata} /> : undefined}
          placeholder="https://auth.example.com"
          inputMode="url"
          mono
          end={<MetadataChip metadata={metadata} />}
        />
        <Discovery {...{ draft, edit, issues }} />
      </div>
      <div className="form__pair">
        <Field
          label={t('ui.profile.client_id')}
          value={draft.clientId}
          onChange={({ target }) => basis({ clientId: target.value })}
          issue={fieldIssue(issues, 'clientId')}
          mono
        />
        <Field
          label={t('ui.profile.scope')}
          value={draft.scope}
          onChange={({ target }) => edit({ scope: target.value })}
          placeholder={t('ui.profile.not_sent')}
          mono
        />
      </div>
      <RedirectUris {...{ draft, edit, issues }} />
    </>
  )
}

/** If all is well, the chip is enough. */
function hasSomethingToSay(metadata: ProbedMetadata): boolean {
  return metadata !== null && metadata !== 'reading' && metadata.issues.length > 0
}

function MetadataChip({ metadata }: { metadata: ProbedMetadata }) {
  if (metadata === null) return null
  if (metadata === 'reading')
    return (
      <Chip>
        <StatusIcon status="pending" />
        {t('ui.profile.metadata_reading')}
      </Chip>
    )
  const isRead = metadata.issues.length === 0
  return (
    <Chip tone={isRead ? 'pass' : 'warn'}>
      <StatusIcon status={isRead ? 'pass' : 'warn'} />
      {t(isRead ? 'ui.profile.metadata_read' : 'ui.profile.metadata_unread')}
    </Chip>
  )
}
