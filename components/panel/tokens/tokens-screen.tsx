import { useRef, useState } from 'react'
import { Trash2 } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Area, Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { Scroll } from '@/components/ui/scroll'
import { useMedia } from '@/components/ui/use-media'
import { t } from '@/lib/i18n'
import { isDetachedJws } from '@/lib/oauth/jwt-text'
import { FlowTokens } from './flow-tokens'
import { SdJwtSection } from '@/components/panel/message/sd-jwt-section'
import { TokenDetails } from '@/components/panel/message/token-details'
import { PayloadField } from './payload-field'
import { TokenPaste } from './token-paste'
import { InspectionState, useInspection } from '@/components/panel/message/use-inspection'
import { isElsewhere, PasteHint } from './paste-hint'
import { noInput, ofOneToken, tokenOf, useTokenInput, withPasted } from './use-token-input'

/** A window with space for a third pane. */
const wide = '(width >= 1200px)'

/** Decodes and verifies a pasted token. The text is kept only in this page. */
export function TokensScreen() {
  const [input, setInput] = useTokenInput()
  const [cleared, setCleared] = useState<typeof input | null>(null)
  const more = useRef<HTMLDetailsElement>(null)
  const isWide = useMedia(wide)
  const text = tokenOf(input)
  const inspection = useInspection({
    text: isElsewhere(input) ? '' : text,
    flowId: input.flowId,
    jwks: input.jwks.trim() || null,
    nonce: input.nonce.trim() || null,
    payload: input.payload.octets || null,
    kind: input.kind,
    anyKey: input.anyKey,
  })
  const isDivided = isWide && inspection.view?.sdJwt != null
  const change = (part: Partial<typeof input>) => {
    setCleared(null)
    setInput({ ...input, ...part })
  }
  const clear = () => {
    setCleared(input)
    setInput(noInput)
  }
  return (
    <div className={`panel__main tokens ${isDivided ? 'tokens--three' : ''}`}>
      <section className="pane pane--token-in" aria-label={t('panel.tokens.input')}>
        <div className="bar">
          <h2 className="strong grow cut">{t('panel.tokens.title')}</h2>
          <IconButton label={t('panel.tokens.clear')} disabled={input === noInput} onClick={clear}>
            <Icon of={Trash2} />
          </IconButton>
        </div>
        <div className="scroll">
          <TokenPaste
            value={input.text}
            onChange={(entered) => change(withPasted(input, entered))}
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
                <PasteHint
                  input={input}
                  view={inspection.view}
                  onTaken={() => setInput(noInput)}
                  onChoose={(nth) => change({ ...ofOneToken, nth })}
                />
              )
            }
          />
          {isDetachedJws(text) && (
            <PayloadField value={input.payload} onChange={(payload) => change({ payload })} />
          )}
          <details className="more" ref={more} open={input.areKeysMoved || undefined}>
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
          <FlowTokens
            current={input.text}
            onSelect={(selected, flowId) => change({ ...noTokens, text: selected, flowId })}
          />
        </div>
      </section>
      <section className="pane pane--rest pane--token-out" aria-label={t('panel.tokens.decoded')}>
        <InspectionState inspection={inspection} />
        {inspection.view && (
          <TokenDetails
            view={inspection.view}
            text={text}
            isDivided={isDivided}
            actions={{
              onKind: (kind) => change({ kind }),
              onOtherKey: () => showKeys(more.current),
              onAnyKey: () => change({ anyKey: true }),
            }}
            onRetry={inspection.retry}
          />
        )}
        {input.text.trim() === '' && (
          <EmptyState title={t('panel.tokens.empty')}>
            <p>{t('panel.tokens.empty_text')}</p>
          </EmptyState>
        )}
      </section>
      {inspection.view && isDivided && (
        <section className="pane pane--disclosures" aria-label={t('panel.sd_jwt.disclosures')}>
          <Scroll label={t('panel.sd_jwt.table')}>
            <SdJwtSection view={inspection.view} onRetry={inspection.retry} />
          </Scroll>
        </section>
      )}
    </div>
  )
}

/** Unfolds the fields below the token, and focuses the one for a JWKS. */
function showKeys(more: HTMLDetailsElement | null): void {
  if (!more) return
  more.open = true
  more.querySelector('textarea')?.focus()
}

const noTokens = { ...ofOneToken, found: noInput.found, areKeysMoved: false }
