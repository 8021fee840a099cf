import { useId, useState } from 'react'
import { useHoldings, whyNoCall } from '@/components/connected/can-push'
import { Field } from '@/components/ui/field'
import { Pairs, pairsOf, paramsOfPairs, type Pair } from '@/components/ui/pairs'
import { SendsTo } from '@/components/connected/sends-to'
import { useCurrentProfile, useFlowProfile } from '@/components/connected/use-flow-profile'
import { userTokens } from '@/lib/flow/read/own-tokens'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import type { ExtraParams } from '@/lib/oauth/profile'
import { t } from '@/lib/i18n'
import { FlowDialog } from '@/components/connected/flow-dialog'
import type { FlowActions } from '@/components/connected/use-flow-actions'

interface GrantDialogProps {
  /** Null if the grant starts a flow of the current profile. */
  flow: Flow | null
  actions: FlowActions
  onClose: () => void
}

type GrantName = 'client_credentials' | 'token-exchange' | 'custom'

interface GrantKind {
  /** Empty for a type that the tester enters. */
  readonly type: string
  readonly rows: () => readonly Pair[]
  /** It is unrelated to the flow's authorization. */
  readonly apart: boolean
}

const grants: Readonly<Record<GrantName, GrantKind>> = {
  client_credentials: {
    type: 'client_credentials',
    rows: () => pairsOf([['scope', '']]),
    apart: true,
  },
  'token-exchange': {
    type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    rows: () =>
      pairsOf([
        ['audience', ''],
        ['scope', ''],
        ['requested_token_type', '', 'urn:ietf:params:oauth:token-type:access_token'],
      ]),
    apart: false,
  },
  custom: { type: '', rows: () => pairsOf([['', '']]), apart: false },
}

const names = ['client_credentials', 'token-exchange', 'custom'] as const

const labels = {
  client_credentials: 'panel.grant.client_credentials',
  'token-exchange': 'panel.grant.token_exchange',
  custom: 'panel.grant.custom',
} as const

/** Requests a token with any other grant. */
export function GrantDialog({ flow, actions, onClose }: GrantDialogProps) {
  const [name, setName] = useState<GrantName>('client_credentials')
  const [type, setType] = useState('')
  const [apart, setApart] = useState(true)
  const [pairs, setPairs] = useState(() => grants.client_credentials.rows())
  const tokens = flow?.tokens ?? []
  const [subjectId, setSubjectId] = useState(subjectOf(tokens)?.id ?? '')
  const grantId = useId()
  const current = useCurrentProfile()
  const ofFlow = useFlowProfile({ profileId: flow?.profileId ?? null })
  const profile = flow ? ofFlow : current
  const off = whyNoCall(profile, useHoldings(), 'token')
  const choose = (next: GrantName) => {
    setName(next)
    setPairs(grants[next].rows())
    setApart(grants[next].apart)
  }
  const subject = tokens.find(({ id }) => id === subjectId)
  const send = () =>
    actions.grant({
      profileId: flow?.profileId ?? null,
      flowId: apart ? null : (flow?.id ?? null),
      grantType: grants[name].type || type.trim(),
      params: [
        ...(name === 'token-exchange' ? subjectParams(subject) : []),
        ...paramsOfPairs(pairs),
      ],
    })
  return (
    <FlowDialog
      title={t('panel.grant.title')}
      submit={t('panel.grant.send')}
      actions={actions}
      action="grant"
      off={off}
      onSubmit={send}
      onClose={onClose}
    >
      <div>
        <label className="label" htmlFor={grantId}>
          {t('panel.grant.grant')}
        </label>
        <select
          id={grantId}
          className="field"
          value={name}
          onChange={({ target }) => choose(target.value as GrantName)}
        >
          {names.map((each) => (
            <option key={each} value={each}>
              {t(labels[each])}
            </option>
          ))}
        </select>
      </div>
      {name === 'custom' && (
        <Field
          label="grant_type"
          mono
          required
          value={type}
          onChange={({ target }) => setType(target.value)}
        />
      )}
      {name === 'token-exchange' && (
        <SubjectToken tokens={tokens} value={subjectId} onChange={setSubjectId} />
      )}
      <Pairs label={t('panel.grant.params')} pairs={pairs} onChange={setPairs} />
      <SendsTo profile={profile} targets={['token']} />
      {flow && (
        <label className="tick">
          <input
            type="checkbox"
            checked={apart}
            onChange={({ target }) => setApart(target.checked)}
          />
          {t('panel.grant.new_flow')}
        </label>
      )}
    </FlowDialog>
  )
}

function subjectOf(tokens: Flow['tokens']): FlowToken | undefined {
  return (
    userTokens(tokens).find(({ kind, state }) => kind === 'access_token' && state === 'live') ??
    tokens[0]
  )
}

/** @see [RFC 8693](https://www.rfc-editor.org/rfc/rfc8693.html#section-2.1) */
function subjectParams(token: FlowToken | undefined): ExtraParams {
  if (!token) return []
  return [
    ['subject_token', token.value],
    ['subject_token_type', `urn:ietf:params:oauth:token-type:${token.kind}`],
  ]
}

const states = {
  live: 'panel.flow_tokens.live',
  spent: 'panel.flow_tokens.used',
  replaced: 'panel.flow_tokens.replaced',
  revoked: 'panel.flow_tokens.revoked',
} as const

interface SubjectTokenProps {
  tokens: readonly FlowToken[]
  value: string
  onChange: (id: string) => void
}

function SubjectToken({ tokens, value, onChange }: SubjectTokenProps) {
  const id = useId()
  return (
    <div>
      <label className="label" htmlFor={id}>
        subject_token
      </label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {tokens.length === 0 && <option value="">{t('panel.grant.no_subject')}</option>}
        {tokens.map((token) => (
          <option key={token.id} value={token.id}>
            {`${token.kind}, ${t(states[token.state])}`}
          </option>
        ))}
      </select>
    </div>
  )
}
