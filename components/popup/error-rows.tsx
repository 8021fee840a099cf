import { Button } from '@/components/ui/button'
import { beginningOf } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { ServerText } from '@/components/ui/server-text'
import { t } from '@/lib/i18n'

interface ErrorRowsProps {
  readonly code: string
  readonly description: string | null
  /** The most certain first. */
  readonly advice: readonly string[]
  /** Shows the whole response in the panel. */
  readonly onInspect: () => void
}

/** Characters that three lines hold for certain. */
const shownWhole = 130

/** An error as the server sent it, then advice. */
export function ErrorRows({ code, description, advice, onInspect }: ErrorRowsProps) {
  return (
    <>
      <dt>error</dt>
      <dd className="dock__wide is-two">
        <span className="mono strong wrap clamp3" title={beginningOf(code)}>
          {beginningOf(code)}
        </span>
        {description !== null && <Description text={description} onInspect={onInspect} />}
        {advice.map((text) => (
          <p key={text} className="meta wrap dock__line">
            <Prose>{text}</Prose>
          </p>
        ))}
      </dd>
    </>
  )
}

/** Three lines of the server's text, and its real length if it may be longer. */
function Description({ text, onInspect }: { text: string; onInspect: () => void }) {
  return (
    <>
      <p className="meta wrap clamp3 dock__line">
        <ServerText>{beginningOf(text)}</ServerText>
      </p>
      {text.length > shownWhole && (
        <p className="meta dock__line">
          {t('popup.dock.length', [text.length.toLocaleString()])}{' '}
          <Button variant="link" onClick={onInspect}>
            {t('popup.dock.show_all')}
          </Button>
        </p>
      )}
    </>
  )
}
