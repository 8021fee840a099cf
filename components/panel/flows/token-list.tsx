import { useState } from 'react'
import { ChevronDown, ChevronUp, Ellipsis } from 'lucide-react'
import { ActionButton } from '@/components/ui/action-button'
import { useHoldings, whyNoAccess } from '@/components/connected/can-push'
import { Button, IconButton } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import type { Target } from '@/components/connected/destination'
import { Icon } from '@/components/ui/icon'
import { Menu, type MenuItem, type TriggerProps } from '@/components/ui/menu'
import { Secret } from '@/components/ui/secret'
import { SendsTo } from '@/components/connected/sends-to'
import { SectionBar } from '@/components/ui/section-bar'
import { TimeLeft, useNow } from '@/components/ui/time'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { useFolded } from './folded-sequence'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import { ResourceDialog } from './resource-dialog'
import {
  pendingName,
  type FlowActions,
  type TokenAction,
} from '@/components/connected/use-flow-actions'

interface HeldTokensProps {
  flow: Flow
  actions: FlowActions
  /** Shows the content of a token. */
  onDecode: (token: FlowToken) => void
}

/** The tokens of a flow, each with its state and its actions. */
export function TokenList({ flow, actions, onDecode }: HeldTokensProps) {
  const [calling, setCalling] = useState<FlowToken | null>(null)
  const [isFolded, setFolded] = useFolded()
  const open = !isFolded
  const profile = useFlowProfile(flow)
  const holdings = useHoldings()
  const offOf = (action: TokenAction) => whyNoAccess(profile, holdings, endpoints[action])
  if (flow.tokens.length === 0) return null
  return (
    <section className="htoks" aria-label={t('panel.flow_tokens.title')}>
      <SectionBar title={t('panel.flow_tokens.title')}>
        <span>{flow.tokens.length}</span>
        <span className="grow" />
        <IconButton
          label={t(open ? 'panel.flow_tokens.collapse' : 'panel.flow_tokens.expand')}
          aria-expanded={open}
          onClick={() => setFolded(open)}
        >
          <Icon of={open ? ChevronDown : ChevronUp} />
        </IconButton>
      </SectionBar>
      {open && !flow.imported && <SendsTo profile={profile} targets={targetsOf(flow)} />}
      {open && (
        <ul className="scroll">
          {flow.tokens.map((token) => (
            <HeldRow
              key={token.id}
              token={token}
              actions={actions}
              offOf={offOf}
              isReadOnly={flow.imported !== undefined}
              onDecode={onDecode}
              onCall={setCalling}
            />
          ))}
        </ul>
      )}
      {calling && (
        <ResourceDialog
          flow={flow}
          token={calling}
          actions={actions}
          onClose={() => setCalling(null)}
        />
      )}
    </section>
  )
}

interface RowProps {
  token: FlowToken
  actions: FlowActions
  /** Why Parley must not send to the endpoint of an action; null if it may. */
  offOf: (action: TokenAction) => string | null
  /** Parley sends nothing for the flow, and its foot says so. */
  isReadOnly: boolean
  onDecode: (token: FlowToken) => void
  onCall: (token: FlowToken) => void
}

/** The endpoint of each action. */
const endpoints = {
  refresh: 'token',
  userinfo: 'userinfo',
  introspect: 'introspection',
  revoke: 'revocation',
} as const satisfies Record<TokenAction, Target>

/** The endpoints for the tokens of a flow. */
function targetsOf({ tokens }: Flow): readonly Target[] {
  return tokens.flatMap(({ kind }) =>
    menus[kind].map((action) => (action === 'resource' ? action : endpoints[action])),
  )
}

const firstActions: Readonly<Record<FlowToken['kind'], TokenAction | null>> = {
  access_token: 'userinfo',
  refresh_token: 'refresh',
  id_token: null,
}

function HeldRow({ token, actions, offOf, isReadOnly, onDecode, onCall }: RowProps) {
  const { id, kind, value, tokenType, state, ofClient } = token
  const first = state === 'live' && !isReadOnly ? firstActions[kind] : null
  const busy = actions.pending !== null
  const items = isReadOnly ? [] : itemsOf({ token, actions, offOf, onCall })
  return (
    <li className={`htok htok--${state}`}>
      <div className="htok__line">
        <span className="htok__kind mono">{kind}</span>
        {tokenType !== null && <Chip>{tokenType}</Chip>}
        {ofClient && <Chip>{t('panel.flow_tokens.of_client')}</Chip>}
        <span className="grow" />
        <State token={token} />
      </div>
      <div className="htok__line">
        <Secret value={value} name={kind} copyable />
        {looksLikeJwt(value) && (
          <Button
            variant="link"
            aria-label={t('panel.message.decode_name', [kind])}
            onClick={() => onDecode(token)}
          >
            {t('panel.message.decode')}
          </Button>
        )}
        {first && (
          <ActionButton
            pending={actions.pending === pendingName(first, id)}
            off={
              busy && actions.pending !== pendingName(first, id)
                ? t('panel.flow_tokens.busy')
                : offOf(first)
            }
            onClick={() => actions.onToken(first, token)}
          >
            {t(words[first])}
          </ActionButton>
        )}
        {items.length > 0 && (
          <Menu
            label={t('panel.flow_tokens.more', [kind])}
            align="end"
            items={items}
            // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
            trigger={(props) => <More label={t('panel.flow_tokens.more', [kind])} {...props} />}
          />
        )}
      </div>
    </li>
  )
}

function More({ label, ...props }: TriggerProps & { label: string }) {
  return (
    <IconButton label={label} {...props}>
      <Icon of={Ellipsis} />
    </IconButton>
  )
}

const words = {
  refresh: 'panel.flow_tokens.refresh',
  userinfo: 'panel.flow_tokens.userinfo',
  introspect: 'panel.flow_tokens.introspect',
  revoke: 'panel.flow_tokens.revoke',
} as const satisfies Record<TokenAction, string>

const menus: Readonly<Record<FlowToken['kind'], readonly (TokenAction | 'resource')[]>> = {
  access_token: ['userinfo', 'resource', 'introspect', 'revoke'],
  refresh_token: ['refresh', 'introspect', 'revoke'],
  id_token: [],
}

/**
 * The actions on a token. A used or revoked token may be tried again, to test the server's response.
 */
function itemsOf({
  token,
  actions,
  offOf,
  onCall,
}: Omit<RowProps, 'isReadOnly' | 'onDecode'>): readonly MenuItem[] {
  const off = actions.pending === null ? undefined : t('panel.flow_tokens.busy')
  return menus[token.kind].map((action): MenuItem => {
    if (action === 'resource')
      return {
        id: action,
        label: t('panel.flow_tokens.resource'),
        disabled: off,
        onSelect: () => onCall(token),
      }
    return {
      id: action,
      label: t(
        action === 'refresh' && token.state === 'spent'
          ? 'panel.flow_tokens.refresh_again'
          : words[action],
      ),
      danger: action === 'revoke',
      disabled: off ?? offOf(action) ?? undefined,
      onSelect: () => actions.onToken(action, token),
    }
  })
}

const states = {
  spent: 'panel.flow_tokens.used',
  replaced: 'panel.flow_tokens.replaced',
  revoked: 'panel.flow_tokens.revoked',
} as const

function State({ token: { state, expiresAt, receivedAt } }: { token: FlowToken }) {
  if (state !== 'live') return <span className="meta">{t(states[state])}</span>
  if (expiresAt === null) return <span className="meta">{t('panel.flow_tokens.live')}</span>
  return <Left expiresAt={expiresAt} receivedAt={receivedAt} />
}

function Left({ expiresAt, receivedAt }: { expiresAt: number; receivedAt: number }) {
  const out = useNow(expiresAt) >= expiresAt
  return out ? (
    <span className="meta">{t('panel.flow_tokens.expired')}</span>
  ) : (
    <TimeLeft until={expiresAt} total={expiresAt - receivedAt} />
  )
}
