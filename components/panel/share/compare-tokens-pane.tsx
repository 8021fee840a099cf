import { useState } from 'react'
import { useInspection } from '@/components/connected/use-inspection'
import { messageName } from '@/components/panel/message/sequence-text'
import type { TokenCompareProps } from '@/components/panel/tokens/compare-slot'
import { useFlowTokens } from '@/components/panel/tokens/use-flow-tokens'
import { noInput, tokenOf, withPasted } from '@/components/panel/tokens/use-token-input'
import { formatMoment } from '@/components/ui/format'
import { t } from '@/lib/i18n'
import { compareTokens, type ComparedToken } from '@/lib/share/compare-documents'
import { redactTokens } from '@/lib/share/redact'
import { shownDocuments } from './compare-sections'
import { CompareWith, pastedId } from './compare-with'

/** The token of the Tokens screen and another one: pasted, or of a flow. */
export function CompareTokensPane({ own, onClose }: TokenCompareProps) {
  const [now] = useState(Date.now)
  const [selected, setSelected] = useState(pastedId)
  const [pasted, setPasted] = useState(noInput)
  const found = useFlowTokens().filter(({ text }) => text !== own.text)
  const chosen = found.find(({ id }) => id === selected)
  const isPasted = chosen === undefined
  const text = chosen?.text ?? tokenOf(pasted).trim()
  const { view } = useInspection({ ...unaided, text, flowId: chosen?.flow.id ?? null })
  const nameOf = ({ name, message }: (typeof found)[number]) =>
    `${name}, ${messageName(message.kind)}, ${formatMoment(message.at, now)}`
  const otherName = chosen ? nameOf(chosen) : t('panel.share.pasted_token')
  const compare = (isSwapped: boolean) => {
    if (text === '') return null
    const other: ComparedToken = { text, results: view?.results ?? null }
    const [first, second] = isSwapped ? [other, own] : [own, other]
    const names = isSwapped ? ([otherName, own.name] as const) : ([own.name, otherName] as const)
    return {
      shown: shownDocuments(compareTokens(first, second)),
      names,
      safe: () => shownDocuments(compareTokens(...withoutSecrets([first, second]))),
    }
  }
  return (
    <CompareWith
      title={t('panel.share.compare_tokens')}
      own={own.name}
      choice={{
        label: t('panel.share.other_token'),
        others: found.map((token) => ({ id: token.id, name: nameOf(token) })),
        selected: isPasted ? pastedId : selected,
        onChoose: setSelected,
        pasted: t('panel.share.pasted_token'),
      }}
      paste={{
        label: t('panel.tokens.paste'),
        text: pasted.text,
        onText: (entered) => setPasted(withPasted(noInput, entered)),
      }}
      compare={compare}
      nothing={t('panel.share.paste_token')}
      onClose={onClose}
    />
  )
}

type Pair = readonly [ComparedToken, ComparedToken]

/** Both tokens, with equal names for equal secrets. */
function withoutSecrets([a, b]: Pair): Pair {
  const [one = '', other = ''] = redactTokens([a.text, b.text])
  return [
    { ...a, text: one },
    { ...b, text: other },
  ]
}

/** Nothing is given for the verification of the other token. */
const unaided = { jwks: null, nonce: null, payload: null, kind: null, anyKey: false } as const
