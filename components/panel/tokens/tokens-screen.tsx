import { useRef, useState } from 'react'
import { Columns2, Trash2 } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { Area, Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { takesLetters } from '@/components/ui/keyboard'
import { useKeyDown } from '@/components/ui/use-key-down'
import { useMedia } from '@/components/ui/use-media'
import { t } from '@/lib/i18n'
import { isDetachedJws } from '@/lib/oauth/jwt-text'
import { DecodedPanes } from './decoded-panes'
import { DocumentPane } from './document-pane'
import { FlowTokens } from './flow-tokens'
import { PayloadField } from './payload-field'
import { TokenPaste } from './token-paste'
import { useInspection } from '@/components/connected/use-inspection'
import { isElsewhere, PasteHint } from './paste-hint'
import type { TokenCompare } from './compare-slot'
import {
  noInput,
  ofOneToken,
  tokenOf,
  tokensToChoose,
  useTokenInput,
  withPasted,
} from './use-token-input'

/** A window with space for a third pane. */
const wide = '(width >= 1200px)'

/** Decodes and verifies a pasted token. The text is kept only in this page. */
export function TokensScreen({ compare: Compare }: { readonly compare: TokenCompare }) {
  const [input, setInput] = useTokenInput()
  const [isComparing, setComparing] = useState(false)
  const [cleared, setCleared] = useState<typeof input | null>(null)
  const more = useRef<HTMLDetailsElement>(null)
  const isWide = useMedia(wide)
  const text = tokenOf(input)
  const inspection = useInspection(inspected(input))
  const isDivided = isWide && inspection.view?.sdJwt != null
  const change = (part: Partial<typeof input>) => {
    setCleared(null)
    setInput({ ...input, ...part })
  }
  const clear = () => {
    setCleared(input)
    setInput(noInput)
  }
  const root = useKeyDown<HTMLDivElement>((event, element) => {
    if (!takesLetters(event)) return
    const key = event.key.toLowerCase()
    if (key === 'k' && inspection.view) showMore(more.current, 'textarea')
    else if (key === 'j') focusNextProblem(element)
    else return
    event.preventDefault()
  })
  if (isComparing)
    return (
      <Compare
        own={{ name: nameOf(input), text, results: inspection.view?.results ?? null }}
        onClose={() => setComparing(false)}
      />
    )
  return (
    <div ref={root} className={`panel__main tokens ${isDivided ? 'tokens--three' : ''}`}>
      <section className="pane pane--token-in" aria-label={t('panel.tokens.input')}>
        <div className="bar">
          <h2 className="strong grow cut">{t('panel.tokens.title')}</h2>
          <IconButton
            label={t('panel.share.compare_token')}
            disabled={!hasToken(input)}
            onClick={() => setComparing(true)}
          >
            <Icon of={Columns2} />
          </IconButton>
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
                hint={
                  <span>
                    <Prose>{t('panel.tokens.nonce_hint')}</Prose>
                  </span>
                }
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
      {isDocument(input) ? (
        <DocumentPane text={input.text} />
      ) : (
        <DecodedPanes
          inspection={inspection}
          text={text}
          isEmpty={input.text.trim() === ''}
          isDivided={isDivided}
          actions={{
            onKind: (kind) => change({ kind }),
            onOtherKey: () => showMore(more.current, 'textarea'),
            onNonce: () => showMore(more.current, 'input'),
            onAnyKey: () => change({ anyKey: true }),
          }}
        />
      )}
    </div>
  )
}

/** Whether the field has a token, and not something else that Parley knows. */
const hasToken = (input: typeof noInput) =>
  tokenOf(input).trim() !== '' && !isDocument(input) && !isElsewhere(input)

/** The token in a few words: its name in its text, if it has one. */
const nameOf = (input: typeof noInput) =>
  tokensToChoose(input)[input.nth]?.name ?? t('panel.share.shown_token')

const isDocument = ({ found }: typeof noInput) => found.kind === 'document'

/** What the background is asked about. */
function inspected(input: typeof noInput): Parameters<typeof useInspection>[0] {
  const { flowId, jwks, nonce, payload, kind, anyKey } = input
  return {
    text: isElsewhere(input) || isDocument(input) ? '' : tokenOf(input),
    flowId,
    jwks: jwks.trim() || null,
    nonce: nonce.trim() || null,
    payload: payload.octets || null,
    kind,
    anyKey,
  }
}

/** Unfolds the fields below the token, and focuses the one for a nonce or a JWKS. */
function showMore(more: HTMLDetailsElement | null, field: 'input' | 'textarea'): void {
  if (!more) return
  more.open = true
  more.querySelector(field)?.focus()
}

/** Focuses the next problem of the token, cyclically. */
function focusNextProblem(root: HTMLElement): void {
  const problems = [...root.querySelectorAll<HTMLElement>('.pane--token-out [data-problem]')]
  const current = problems.findIndex((problem) => problem.contains(document.activeElement))
  problems[(current + 1) % problems.length]?.focus()
}

const noTokens = { ...ofOneToken, found: noInput.found, areKeysMoved: false }
