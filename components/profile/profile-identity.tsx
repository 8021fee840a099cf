import { Discovery } from './profile-discovery'
import { Field } from '@/components/ui/field'
import { hostOf } from '@/components/ui/format'
import { MetadataChip } from './metadata-chip'
import { isTrouble, MetadataHint, needsAccess, usable, type ProbedMetadata } from './metadata-hint'
import { MetadataTrouble } from './metadata-trouble'
import { fieldIssue, type PartProps } from './draft-fields'
import { withBasis } from '@/lib/oauth/profile-defaults'
import { Select, Tick } from './profile-parts'
import { RedirectUris } from './profile-redirect-uris'
import { ruleProfileOptions } from '@/components/ui/rule-profile-text'
import { RulesSuggestion } from './rules-suggestion'
import { ScopeOffer } from './scope-offer'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { t } from '@/lib/i18n'

interface ProfileIdentityProps extends PartProps {
  readonly metadata: ProbedMetadata
  /** The metadata of an issuer that is not saved, which may have a problem. */
  readonly trouble: ProbedMetadata
  readonly onRead: () => void
  readonly onPaste: () => void
  readonly onIssuer: (issuer: string) => void
}

/** The client and its server. */
export function ProfileIdentity(props: ProfileIdentityProps) {
  const { draft, edit, issues, metadata, trouble, onRead, onPaste, onIssuer } = props
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
          hint={
            <RulesSuggestion
              metadata={usable(metadata)}
              chosen={draft.ruleProfile}
              isFollowed={false}
              onUse={(ruleProfile) => basis({ ruleProfile })}
            />
          }
        />
      </div>
      <ScopeOffer draft={draft} onTurnOff={() => edit({ addScopeOpenid: false })} />
      <div>
        <Field
          label={t('ui.profile.issuer')}
          value={draft.issuer}
          onChange={({ target }) => edit({ issuer: target.value, testSystem: false })}
          issue={fieldIssue(issues, 'issuer')}
          hint={needsAccess(trouble) ? <MetadataHint metadata={trouble} /> : undefined}
          placeholder="https://auth.example.com"
          inputMode="url"
          mono
          end={<MetadataChip metadata={metadata} />}
        />
        {isTrouble(trouble) && (
          <MetadataTrouble record={trouble} {...{ onRead, onPaste, onIssuer }} />
        )}
        <Discovery {...{ draft, edit, issues }} />
        <Tick
          label={t('probes.profile.mark')}
          hint={t('probes.profile.mark_hint')}
          checked={draft.testSystem}
          onChange={(testSystem) => edit({ testSystem })}
        />
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
