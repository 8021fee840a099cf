import { colourLine } from '@/components/ui/json-colours'
import { keyed } from '@/components/ui/keyed'
import { LongText, useFirst } from '@/components/ui/long-text'
import { Scroll } from '@/components/ui/scroll'
import { t } from '@/lib/i18n'

/** A JSON text, line by line, of which only the beginning is drawn at first. */
export function BodyLines({ text }: { readonly text: string }) {
  const { first, more } = useFirst(text.split('\n'))
  return (
    <Scroll label={t('panel.calls.body')}>
      <div className="code code--bare">
        {keyed(first, (line) => line).map(({ key, item }) => (
          <div key={key} className="code__l">
            <span>
              {keyed(colourLine(item), (piece) => piece.text).map((piece) => (
                <span key={piece.key} className={piece.item.look ?? undefined}>
                  <LongText text={piece.item.text} maxCharacters={8000} />
                </span>
              ))}
            </span>
          </div>
        ))}
      </div>
      {more && <p className="note-line">{more}</p>}
    </Scroll>
  )
}
