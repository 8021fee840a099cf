import { useState } from 'react'
import { Trash2 } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Area, Field } from '@/components/ui/field'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { FlowTokens } from './flow-tokens'
import { TokenDetails } from '@/components/panel/message/token-details'
import { TokenPaste } from './token-paste'
import { InspectionState, useInspection } from '@/components/panel/message/use-inspection'
import type { TokenView } from '@/lib/messaging/views'

interface Input {
  readonly text: string
  /** The flow of the token; null for a pasted token. */
  readonly flowId: string | null
  readonly jwks: string
  readonly nonce: string
}

const nothing: Input = { text: '', flowId: null, jwks: '', nonce: '' }

/** Decodes and verifies a pasted token. The text is kept only in this page. */
export function TokensScreen() {
  const [input, setInput] = useState(nothing)
  const [cleared, setCleared] = useState<Input | null>(null)
  const inspection = useInspection({
    text: input.text,
    flowId: input.flowId,
    jwks: input.jwks.trim() || null,
    nonce: input.nonce.trim() || null,
  })
  const change = (part: Partial<Input>) => {
    setCleared(null)
    setInput({ ...input, ...part })
  }
  const clear = () => {
    setCleared(input)
    setInput(nothing)
  }
  return (
    <div className="panel__main tokens">
      <section className="pane pane--token-in" aria-label={t('panel.tokens.input')}>
        <div className="bar">
          <h2 className="strong grow cut">{t('panel.tokens.title')}</h2>
          <IconButton label={t('panel.tokens.clear')} disabled={input === nothing} onClick={clear}>
            <Icon of={Trash2} />
          </IconButton>
        </div>
        <div className="scroll">
          <TokenPaste
            value={input.text}
            onChange={(text) => change({ text, flowId: null })}
            hint={
              cleared ? (
                <>
                  <span>{t('panel.tokens.cleared')}</span>
                  <Button
                    variant="link"
                    onClick={() => {
                      setInput(cleared)
                      setCleared(null)
                    }}
                  >
                    {t('panel.undo')}
                  </Button>
                </>
              ) : (
                <PasteHint view={inspection.view} />
              )
            }
          />
          <details className="more">
            <summary>{t('panel.tokens.more')}</summary>
            <div className="more__body">
              <Field
                label={t('panel.tokens.nonce')}
                hint={<Prose>{t('panel.tokens.nonce_hint')}</Prose>}
                mono
                value={input.nonce}
                onChange={(event) => change({ nonce: event.target.value })}
              />
              <Area
                label={t('panel.tokens.jwks')}
                hint={t('panel.tokens.jwks_hint')}
                rows={6}
                value={input.jwks}
                onChange={(event) => change({ jwks: event.target.value })}
              />
            </div>
          </details>
          <FlowTokens current={input.text} onSelect={(text, flowId) => change({ text, flowId })} />
        </div>
      </section>
      <section className="pane pane--rest pane--token-out" aria-label={t('panel.tokens.decoded')}>
        <InspectionState inspection={inspection} />
        {inspection.view && (
          <TokenDetails view={inspection.view} text={input.text} onRetry={inspection.retry} />
        )}
        {input.text.trim() === '' && (
          <EmptyState title={t('panel.tokens.empty')}>
            <p>{t('panel.tokens.empty_text')}</p>
          </EmptyState>
        )}
      </section>
    </div>
  )
}

const kinds = {
  jws: 'panel.tokens.jws',
  jwe: 'panel.tokens.jwe',
  malformed: 'panel.tokens.malformed',
} as const

function PasteHint({ view }: { view: TokenView | null }) {
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
