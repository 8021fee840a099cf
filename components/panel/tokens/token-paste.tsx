import { useId, useRef, type ReactNode } from 'react'
import { t } from '@/lib/i18n'
import { TokenText } from '@/components/panel/message/token-text'

interface TokenPasteProps {
  value: string
  onChange: (text: string) => void
  hint: ReactNode
}

/** The field for a token. A copy behind the text colours its parts. */
export function TokenPaste({ value, onChange, hint }: TokenPasteProps) {
  const behind = useRef<HTMLDivElement>(null)
  const hintId = useId()
  return (
    <div className="tokens__in">
      <div className="overlay">
        <div className="area seg3 overlay__behind" ref={behind} aria-hidden="true">
          <TokenText text={value} />
        </div>
        <textarea
          className="area overlay__field"
          aria-label={t('panel.tokens.paste')}
          aria-describedby={hintId}
          placeholder={t('panel.tokens.placeholder')}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (behind.current) behind.current.scrollTop = event.currentTarget.scrollTop
          }}
        />
      </div>
      <div className="hint" id={hintId}>
        {hint}
      </div>
    </div>
  )
}
