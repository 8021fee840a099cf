import '../ui/parts.css'
import type { ReactNode } from 'react'
import { Field } from '@/components/ui/field'
import { Prose } from '@/components/ui/prose'
import { ruleProfileOptions } from '@/components/ui/rule-profile-text'
import { t } from '@/lib/i18n'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { fieldIssue } from './draft-fields'
import { Select } from './profile-parts'
import { RulesSuggestion } from './rules-suggestion'
import { RedirectUris } from './profile-redirect-uris'
import type { Setup } from './use-setup'

/** The client of a new profile; the other settings follow the metadata and the rule profile. */
export function ProfileFields({ setup, children }: { setup: Setup; children?: ReactNode }) {
  const { draft, edit, issues, json, isSuggested, chooseClient, chooseRules } = setup
  return (
    <>
      <Field
        label={t('ui.profile.client_id')}
        value={draft.clientId}
        onChange={({ target }) => chooseClient(target.value)}
        issue={fieldIssue(issues, 'clientId')}
        hint={
          draft.clientId === draft.clientId.trim() ? undefined : (
            <Prose>{t('ui.profile.spaces')}</Prose>
          )
        }
        placeholder="tpp-7f3a91"
        mono
      />
      <RedirectUris {...{ draft, edit, issues }} />
      {children}
      <Select<RuleProfile>
        label={t('ui.profile.check_against')}
        options={ruleProfileOptions()}
        value={draft.ruleProfile}
        onChange={chooseRules}
        hint={
          <RulesSuggestion
            metadata={json}
            chosen={draft.ruleProfile}
            isFollowed={isSuggested}
            onUse={chooseRules}
          />
        }
      />
    </>
  )
}
