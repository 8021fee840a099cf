import '../ui/parts.css'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { Field } from '@/components/ui/field'
import { MetadataHint, type ProbedMetadata } from './metadata-hint'
import { fieldIssue, withBasis } from './draft-fields'
import { KeyField } from './profile-key'
import { Choice } from './profile-parts'
import { RedirectUris } from './profile-redirect-uris'
import { ScopeOffer } from './scope-offer'

interface ProfileFieldsProps {
  readonly draft: ProfileDraft
  readonly onChange: (draft: ProfileDraft) => void
  /** The issues from `profileSave`, by field. */
  readonly issues: readonly Issue[]
  readonly metadata: ProbedMetadata
}

/** The minimum for a first profile; the other settings follow its rule profile. */
export function ProfileFields({ draft, onChange, issues, metadata }: ProfileFieldsProps) {
  const edit = (change: Partial<ProfileDraft>) => onChange({ ...draft, ...change })
  const basis = (change: Parameters<typeof withBasis>[1]) =>
    onChange(withBasis(draft, change, Date.now()))
  return (
    <>
      <Field
        label={t('ui.profile.issuer')}
        value={draft.issuer}
        onChange={({ target }) => edit({ issuer: target.value })}
        hint={<MetadataHint metadata={metadata} />}
        issue={fieldIssue(issues, 'issuer')}
        placeholder="https://auth.example.com"
        inputMode="url"
        mono
      />
      <Field
        label={t('ui.profile.client_id')}
        value={draft.clientId}
        onChange={({ target }) => basis({ clientId: target.value })}
        issue={fieldIssue(issues, 'clientId')}
        mono
      />
      <RedirectUris {...{ draft, edit, issues }} />
      <Choice<RuleProfile>
        label={t('ui.profile.check_against')}
        options={ruleProfileOptions()}
        value={draft.ruleProfile}
        onChange={(ruleProfile) => basis({ ruleProfile })}
      />
      <ScopeOffer draft={draft} onTurnOff={() => edit({ addScopeOpenid: false })} />
      <KeyField
        use="sig"
        value={draft.signingKeyId}
        onChange={(signingKeyId) => edit({ signingKeyId })}
      />
    </>
  )
}

export function ruleProfileOptions() {
  return [
    { value: 'ofm', label: t('ui.profile.ofm') },
    { value: 'fapi2', label: t('ui.profile.fapi2') },
    { value: 'oauth2', label: t('ui.profile.oauth2') },
  ] as const
}
