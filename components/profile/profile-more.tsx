import type { ReactNode } from 'react'
import { Area, Field } from '@/components/ui/field'
import { StatusIcon } from '@/components/ui/icon'
import { Pairs } from '@/components/ui/pairs'
import { fieldIssue, type PartProps } from './draft-fields'
import { KeyField } from './profile-key'
import { Prose } from '@/components/ui/prose'
import { ProfileAssertion } from './profile-assertion'
import { headersText, ProfileHeaders } from './profile-headers'
import { Tick } from './profile-parts'
import { clientAuthOf } from '@/lib/model/client-auth-methods'
import type { ClientAuth, ProfileDraft } from '@/lib/oauth/profile'
import { replacedParams } from '@/lib/oauth/profile-draft'
import { t } from '@/lib/i18n'
import { JsonField } from '@/components/ui/json-field'

/** Settings that few clients need, folded. */
export function ProfileMore(props: PartProps) {
  const { clientAuth, codeLifetime } = props.draft
  const params = paramsText(props.draft)
  return (
    <>
      {clientAuthOf(clientAuth.method).sendsAssertion && (
        <More
          title={t('panel.profile_more.assertion')}
          text={t('panel.profile_more.assertion_text', [
            t(audiences[clientAuth.audience]),
            String(clientAuth.lifetime),
          ])}
        >
          <ProfileAssertion {...props} />
        </More>
      )}
      <More
        title={t('panel.profile_more.codes')}
        text={t('panel.profile_more.codes_text', [String(codeLifetime ?? usualCodeLifetime)])}
      >
        <CodesAndKeys {...props} />
      </More>
      <More title={t('panel.profile_more.params')} text={params}>
        <ExtraParameters {...props} />
      </More>
      <More title={t('panel.profile_headers.title')} text={headersText(props.draft.headers)}>
        <div className="form__rows">
          <ProfileHeaders {...props} />
        </div>
      </More>
      <More
        title={t('panel.profile_more.variables')}
        text={namesOf(props.draft.variables) || t('panel.profile_more.none')}
      >
        <div className="form__rows">
          <Params field="variables" {...props} />
          <p className="hint">
            <span>
              <Prose>{t('panel.profile_more.variables_hint', ['{{dp_id}}'])}</Prose>
            </span>
          </p>
        </div>
      </More>
    </>
  )
}

/** Assumed lifetime of a code in seconds, if the profile has none. */
const usualCodeLifetime = 60

const audiences = {
  issuer: 'ui.auth.aud_issuer',
  token_endpoint: 'ui.auth.aud_token',
  called_endpoint: 'ui.auth.aud_called',
} as const satisfies Record<ClientAuth['audience'], string>

/** The names of the extra parameters that are set. */
function paramsText({
  responseType,
  responseMode,
  claims,
  authorizationParams,
  tokenParams,
  resourceServers,
}: ProfileDraft): string {
  const names = [
    ...(responseType === 'code' || responseType === '' ? [] : ['response_type']),
    ...(responseMode === '' ? [] : ['response_mode']),
    ...(claims === '' ? [] : ['claims']),
    ...[...authorizationParams, ...tokenParams].map(([name]) => name),
    ...(resourceServers.length > 0 ? [t('panel.profile_more.resources')] : []),
  ]
  return names.length === 0 ? t('panel.profile_more.none') : names.join(', ')
}

interface MoreProps {
  readonly title: string
  /** What is inside. */
  readonly text: string
  readonly children: ReactNode
}

function More({ title, text, children }: MoreProps) {
  return (
    <details className="more form__more">
      <summary>
        <span className="strong">{title}</span>{' '}
        <span className="meta cut">
          <Prose>{text}</Prose>
        </span>
      </summary>
      {children}
    </details>
  )
}

function CodesAndKeys({ draft, edit, issues }: PartProps) {
  return (
    <div className="form form--folded">
      <div className="form__col">
        <Field
          label={t('panel.request.code_lifetime')}
          type="number"
          min={1}
          max={3600}
          placeholder={String(usualCodeLifetime)}
          value={draft.codeLifetime ?? ''}
          onChange={({ target }) =>
            edit({ codeLifetime: target.value === '' ? null : Number(target.value) })
          }
          hint={t('panel.request.code_lifetime_hint')}
          issue={fieldIssue(issues, 'codeLifetime')}
        />
      </div>
      <div className="form__col">
        <KeyField
          use="enc"
          value={draft.decryptionKeyId}
          onChange={(decryptionKeyId) => edit({ decryptionKeyId })}
        />
      </div>
    </div>
  )
}

function ExtraParameters({ draft, edit, issues }: PartProps) {
  return (
    <div className="form form--folded">
      <div className="form__col">
        <div className="form__pair">
          <Field
            label="response_type"
            value={draft.responseType}
            onChange={({ target }) => edit({ responseType: target.value })}
            placeholder="code"
            mono
          />
          <Field
            label="response_mode"
            value={draft.responseMode}
            onChange={({ target }) => edit({ responseMode: target.value })}
            placeholder={t('panel.profile_more.default')}
            mono
          />
        </div>
        <JsonField
          label="claims"
          value={draft.claims}
          onChange={(claims) => edit({ claims })}
          issue={fieldIssue(issues, 'claims')}
          hint={t('panel.profile_more.claims_hint')}
        />
        <Tick
          label={t('ui.profile.add_scope')}
          hint={t('ui.profile.add_scope_hint')}
          checked={draft.addScopeOpenid}
          onChange={(addScopeOpenid) => edit({ addScopeOpenid })}
        />
        <Area
          label={t('panel.profile_more.resources')}
          rows={2}
          value={draft.resourceServers.join('\n')}
          onChange={({ target }) => edit({ resourceServers: linesOf(target.value) })}
          issue={fieldIssue(issues, 'resourceServers')}
          hint={t('panel.profile_more.resources_hint')}
          placeholder="https://rs.example.com"
        />
      </div>
      <div className="form__col">
        <Params field="authorizationParams" {...{ draft, edit, issues }} />
        <Params field="tokenParams" {...{ draft, edit, issues }} />
      </div>
    </div>
  )
}

const namesOf = (pairs: ProfileDraft['variables']) => pairs.map(([name]) => name).join(', ')
const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))

type ParamsField = 'authorizationParams' | 'tokenParams' | 'variables'

const names = {
  authorizationParams: 'panel.profile_more.authorization_params',
  tokenParams: 'panel.profile_more.token_params',
  variables: 'panel.profile_more.variables',
} as const satisfies Record<ParamsField, string>

/** Parameter names that servers are known to use. */
const suggestions: Readonly<Record<ParamsField, readonly string[]>> = {
  authorizationParams: [
    'acr_values',
    'dp_id',
    'prompt',
    'login_hint',
    'max_age',
    'ui_locales',
    'id_token_hint',
    'login_hint_token',
    'purpose',
    'display',
    'resource',
    'audience',
    'provider_code',
  ],
  tokenParams: ['provider_code', 'resource', 'audience', 'scope'],
  variables: ['dp_id'],
}

function Params({ draft, edit, issues, field }: PartProps & { field: ParamsField }) {
  const issue = fieldIssue(issues, field)
  const replaced = field === 'variables' ? [] : replacedParams(draft, field)
  return (
    <div>
      <Pairs
        label={t(names[field])}
        suggestions={suggestions[field]}
        pairs={draft[field].map(([name, value], id) => ({ id, name, value }))}
        onChange={(pairs) =>
          edit({ [field]: pairs.map(({ name, value }) => [name, value] as const) })
        }
      />
      {issue !== null && (
        <div className="hint">
          <StatusIcon status="fail" />
          <span>{issue}</span>
        </div>
      )}
      {replaced.length > 0 && (
        <div className="hint">
          <StatusIcon status="warn" />
          <span>{t('panel.profile_more.replaced', [replaced.join(', ')])}</span>
        </div>
      )}
    </div>
  )
}
