import { StatusIcon } from '@/components/ui/icon'
import { Segmented } from '@/components/ui/segmented'
import { t } from '@/lib/i18n'
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
  const options = tokens.map(({ name }, at) => ({
    value: String(at),
    label: name ?? t('panel.tokens.nth', [String(at + 1)]),
  }))
  return (
    <>
      <span>{t('panel.tokens.found_in')}</span>
      <Segmented
        label={t('panel.tokens.found_in')}
        options={options}
        value={String(nth)}
        onChange={(value) => onChoose(Number(value))}
      />
    </>
  )
}

const kinds = {
  jws: 'panel.tokens.jws',
  jwe: 'panel.tokens.jwe',
  malformed: 'panel.tokens.malformed',
} as const

function Form({ view }: { view: TokenView | null }) {
  if (!view) return t('panel.tokens.local')
  const { kind, parts, issues } = view.jwt
  if (view.role.kind === 'opaque')
    return (
      <>
        <StatusIcon status="neutral" />
        <span>{t('panel.tokens.opaque')}</span>
      </>
    )
  return (
    <>
      <StatusIcon status={issues.length > 0 || kind === 'malformed' ? 'fail' : 'pass'} />
      <span>{t(kinds[kind], [String(parts.length)])}</span>
    </>
  )
}
