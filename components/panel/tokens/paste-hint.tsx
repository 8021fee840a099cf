import { documentName } from '@/components/ui/document-name'
import { StatusIcon } from '@/components/ui/icon'
import { Button } from '@/components/ui/button'
import { t } from '@/lib/i18n'
import { keyed } from '@/components/ui/keyed'
import { useFirst } from '@/components/ui/long-text'
import type { DecodedJwt } from '@/lib/jose/types'
import type { TokenView } from '@/lib/messaging/views'
import type { NamedToken } from '@/lib/oauth/recognition'
import { belongsElsewhere, Elsewhere } from './elsewhere'
import { tokensToChoose, type noInput } from './use-token-input'

type Input = typeof noInput

/** Whether the text has no token, and is something else that Parley knows. */
export function isElsewhere(input: Input): boolean {
  return belongsElsewhere(input.found) && tokensToChoose(input).length === 0
}

interface PasteHintProps {
  readonly input: Input
  readonly view: TokenView | null
  readonly onTaken: () => void
  readonly onChoose: (nth: number) => void
}

/** Says below the field what was found in it. */
export function PasteHint({ input, view, onTaken, onChoose }: PasteHintProps) {
  if (isElsewhere(input))
    return <Elsewhere found={input.found} text={input.text} onTaken={onTaken} />
  if (input.found.kind === 'document')
    return <span className="grow">{documentName(input.found.document.of)}</span>
  const tokens = tokensToChoose(input)
  return (
    <>
      {input.areKeysMoved && <span>{t('panel.tokens.keys_moved')}</span>}
      {tokens.length > 0 && <Choice tokens={tokens} nth={input.nth} onChoose={onChoose} />}
      <Form view={view} />
    </>
  )
}

interface ChoiceProps {
  readonly tokens: readonly NamedToken[]
  readonly nth: number
  readonly onChoose: (nth: number) => void
}

/** The token that was found in a text, or a choice of several. */
function Choice({ tokens, nth, onChoose }: ChoiceProps) {
  const { first, more } = useFirst(tokens)
  return (
    <>
      <span>{t('panel.tokens.found_in')}</span>
      {keyed(first, ({ name }) => name ?? '').map(({ key, item }) => {
        const at = tokens.indexOf(item)
        const label = item.name ?? t('panel.tokens.nth', [String(at + 1)])
        return at === nth ? (
          <b key={key} aria-current="true">
            {label}
          </b>
        ) : (
          <Button key={key} variant="link" onClick={() => onChoose(at)}>
            {label}
          </Button>
        )
      })}
      {more}
    </>
  )
}

const kinds = {
  jws: 'panel.tokens.jws',
  jwe: 'panel.tokens.jwe',
  malformed: 'panel.tokens.malformed',
} as const

/** The serialization of a token, and what belongs to it. */
function formOf({ kind, parts, json, isDetached, sdJwt }: DecodedJwt): string {
  const form = json
    ? t(kind === 'jwe' ? 'panel.tokens.jwe_json' : 'panel.tokens.jws_json')
    : t(kinds[kind], [String(parts.length)])
  const rest = [
    json && json.further.length > 0
      ? t(
          kind === 'jwe' ? 'panel.tokens.recipients' : 'panel.tokens.signatures',
          json.further.length + 1,
        )
      : null,
    isDetached ? t('panel.tokens.detached') : null,
    sdJwt ? t('panel.tokens.disclosures', sdJwt.disclosures.length) : null,
    sdJwt ? t(sdJwt.keyBinding === null ? 'panel.tokens.unbound' : 'panel.tokens.bound') : null,
  ]
  return [form, ...rest.filter((text) => text !== null)].join(', ')
}

function Form({ view }: { view: TokenView | null }) {
  if (!view) return t('panel.tokens.local')
  const { kind, issues } = view.jwt
  if (view.role.kind === 'opaque')
    return (
      <span className="with-icon">
        <StatusIcon status="neutral" />
        <span>{t('panel.tokens.opaque')}</span>
      </span>
    )
  return (
    <span className="with-icon">
      <StatusIcon status={issues.length > 0 || kind === 'malformed' ? 'fail' : 'pass'} />
      <span>{formOf(view.jwt)}</span>
    </span>
  )
}
