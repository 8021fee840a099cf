import './parts.css'
import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/oauth/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { RuleProfile } from '@/lib/rules/profiles'
import { Button, IconButton } from './button'
import { Field } from './field'
import { hostOf } from './format'
import { Icon } from './icon'
import { issueText } from './issue-line'
import { MetadataHint, type ProbedMetadata } from './metadata-hint'
import { fieldIssue, withRuleProfile } from './profile-draft'
import { Segmented } from './segmented'

export { draftOf, emptyDraft, profilePatterns } from './profile-draft'

interface ProfileFieldsProps {
  readonly draft: ProfileDraft
  readonly onChange: (draft: ProfileDraft) => void
  /** What `profileSave` refused, by field. */
  readonly issues: readonly Issue[]
  readonly metadata: ProbedMetadata
  /** Only what a first profile needs. */
  readonly brief?: boolean
}

/** The fields of a profile, as the first run and the profiles screen show them. */
export function ProfileFields({ draft, onChange, issues, metadata, brief }: ProfileFieldsProps) {
  const edit = (change: Partial<ProfileDraft>) => onChange({ ...draft, ...change })
  return (
    <>
      {!brief && <NameField {...{ draft, edit, issues }} />}
      <Field
        label={t('ui.profile.issuer')}
        value={draft.issuer}
        onChange={({ target }) => edit({ issuer: target.value })}
        hint={<MetadataHint metadata={metadata} />}
        issue={fieldIssue(issues, 'issuer')}
        placeholder="https://auth.example.com"
        inputMode="url"
        size="lg"
        mono
      />
      <Field
        label={t('ui.profile.client_id')}
        value={draft.clientId}
        onChange={({ target }) => edit({ clientId: target.value })}
        issue={fieldIssue(issues, 'clientId')}
        size="lg"
        mono
      />
      <RedirectUris {...{ draft, edit, issues }} />
      <div>
        <span className="label" aria-hidden="true">
          {t('ui.profile.check_against')}
        </span>
        <Segmented<RuleProfile>
          label={t('ui.profile.check_against')}
          options={ruleProfileOptions()}
          value={draft.ruleProfile}
          onChange={(ruleProfile) => onChange(withRuleProfile(draft, ruleProfile))}
        />
      </div>
      {!brief && (
        <AddScope
          checked={draft.addScopeOpenid}
          onChange={(addScopeOpenid) => edit({ addScopeOpenid })}
        />
      )}
    </>
  )
}

interface PartProps {
  readonly draft: ProfileDraft
  readonly edit: (change: Partial<ProfileDraft>) => void
  readonly issues: readonly Issue[]
}

function NameField({ draft, edit, issues }: PartProps) {
  return (
    <Field
      label={t('ui.profile.name')}
      value={draft.name}
      onChange={({ target }) => edit({ name: target.value })}
      issue={fieldIssue(issues, 'name')}
      placeholder={hostOf(draft.issuer)}
      size="lg"
    />
  )
}

function ruleProfileOptions() {
  return [
    { value: 'ofm', label: t('ui.profile.ofm') },
    { value: 'fapi2', label: t('ui.profile.fapi2') },
    { value: 'oauth2', label: t('ui.profile.oauth2') },
  ] as const
}

/** One field for each redirect_uri, and always at least one. */
function RedirectUris({ draft, edit, issues }: PartProps) {
  const uris = draft.redirectUris.length > 0 ? draft.redirectUris : ['']
  const set = (at: number, uri: string) =>
    edit({ redirectUris: uris.map((old, index) => (index === at ? uri : old)) })
  return (
    <div className="uris">
      {uris.map((uri, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the texts are what changes, never their order
        <div key={index}>
          <Field
            label={t('ui.profile.redirect_uri')}
            value={uri}
            onChange={({ target }) => set(index, target.value)}
            issue={uriIssue(issues, uri, index)}
            placeholder="https://app.example.com/callback"
            inputMode="url"
            size="lg"
            mono
          />
          {uris.length > 1 && (
            <IconButton
              label={t('ui.profile.remove_redirect_uri')}
              size="lg"
              onClick={() => edit({ redirectUris: uris.filter((_, at) => at !== index) })}
            >
              <Icon of={X} />
            </IconButton>
          )}
        </div>
      ))}
      {uris.every((uri) => uri.trim() !== '') && (
        <span>
          <Button
            variant="link"
            icon={<Icon of={Plus} />}
            onClick={() => edit({ redirectUris: [...uris, ''] })}
          >
            {t('ui.profile.add_redirect_uri')}
          </Button>
        </span>
      )}
    </div>
  )
}

/** An issue names the redirect_uri that it is about, or else is about the first. */
function uriIssue(issues: readonly Issue[], uri: string, index: number): string | null {
  const found = issues.find(
    ({ field, seen }) =>
      field === 'redirectUris' && (seen === undefined ? index === 0 : seen === uri.trim()),
  )
  return found ? issueText(found) : null
}

function AddScope({ checked, onChange }: { checked: boolean; onChange: (on: boolean) => void }) {
  const id = useId()
  return (
    <div className="tick">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <label htmlFor={id}>
        {t('ui.profile.add_scope')}
        <span className="meta">{t('ui.profile.add_scope_hint')}</span>
      </label>
    </div>
  )
}
