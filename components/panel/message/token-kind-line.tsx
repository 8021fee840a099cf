import { Check, ChevronDown } from 'lucide-react'
import { Icon } from '@/components/ui/icon'
import { kindText, tokenKindText } from '@/components/ui/token-kind-text'
import { Menu, type MenuItem, type TriggerProps } from '@/components/ui/menu'
import type { TokenView } from '@/lib/messaging/views'
import { t } from '@/lib/i18n'
import { jwtKinds, type JwtKind } from '@/lib/oauth/token-kind'

/** How a token of each kind is recognized. */
const signs = {
  'id-token': 'panel.kinds.signs.id_token',
  'access-token': 'panel.kinds.signs.access_token',
  'refresh-token': 'panel.kinds.signs.refresh_token',
  jarm: 'panel.kinds.signs.jarm',
  userinfo: 'panel.kinds.signs.userinfo',
  introspection: 'panel.kinds.signs.introspection',
  'logout-token': 'panel.kinds.signs.logout_token',
  set: 'panel.kinds.signs.set',
  'software-statement': 'panel.kinds.signs.software_statement',
  'client-assertion': 'panel.kinds.signs.client_assertion',
  'request-object': 'panel.kinds.signs.request_object',
  'dpop-proof': 'panel.kinds.signs.dpop_proof',
  'key-binding': 'panel.kinds.signs.key_binding',
  jwt: 'panel.kinds.signs.jwt',
} as const satisfies Record<JwtKind, string>

export type OnKind = (kind: JwtKind | null) => void

interface TokenKindLineProps {
  readonly view: TokenView
  /** Judges the token as another kind; null as the kind that it declares. */
  readonly onKind: OnKind | undefined
}

/** The kind of a token, the feature that identifies it, and a menu to judge it as another kind. */
export function TokenKindLine({ view, onKind }: TokenKindLineProps) {
  const { role, declared, decryption } = view
  const isClosed = decryption?.status === 'closed'
  const { kind, sign } = role
  return (
    <div className="kind token-kind">
      <h2>{tokenKindText(view)}</h2>{' '}
      <span className="meta">
        {declared &&
          t(isClosed ? 'panel.kinds.judged' : 'panel.kinds.chosen', [
            kindText(isClosed ? kind : declared.kind),
          ])}
        {sign !== null && !isClosed && !declared && (
          <>
            {t('panel.kinds.by')} <span className="mono">{sign}</span>
          </>
        )}
      </span>
      {onKind && kind !== 'opaque' && kind !== 'jws' && <ChangeKind view={view} onKind={onKind} />}
    </div>
  )
}

function ChangeKind({ view, onKind }: { readonly view: TokenView; readonly onKind: OnKind }) {
  const { role, declared } = view
  const item = (kind: JwtKind): MenuItem => ({
    id: kind,
    checked: kind === role.kind,
    icon: kind === role.kind ? <Icon of={Check} /> : undefined,
    label: (
      <span className="kind__item">
        {kindText(kind)} <span className="meta">{t(signs[kind])}</span>
      </span>
    ),
    onSelect: () => onKind(kind),
  })
  const back: readonly (MenuItem | null)[] = declared
    ? [
        {
          id: 'declared',
          label: t('panel.kinds.back', [kindText(declared.kind)]),
          onSelect: () => onKind(null),
        },
        null,
      ]
    : []
  return (
    <Menu
      label={t('panel.kinds.judge_as')}
      align="end"
      items={[...back, ...jwtKinds.map(item)]}
      // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
      trigger={(trigger) => <Trigger {...trigger} />}
    />
  )
}

function Trigger(props: TriggerProps) {
  return (
    <button type="button" className="pick" title={t('panel.kinds.change_title')} {...props}>
      <span className="meta">{t('panel.kinds.change')}</span>
      <Icon of={ChevronDown} />
    </button>
  )
}
