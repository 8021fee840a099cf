import { colourLine } from '@/components/ui/json-colours'
import { keyed } from '@/components/ui/keyed'

export interface JsonLine {
  readonly text: string
  /** The line carries the id of the consent. */
  readonly isId: boolean
}

/** Lines of JSON or of a form, with those marked that carry the id. */
export function JsonLines({ lines }: { readonly lines: readonly JsonLine[] }) {
  if (lines.length === 0) return null
  return (
    <div className="code code--bare">
      {keyed(lines, ({ text }) => text).map(({ key, item }) => (
        <div key={key} className={item.isId ? 'code__l is-id' : 'code__l'}>
          <span>
            {keyed(colourLine(item.text), ({ text }) => text).map((piece) =>
              piece.item.look === null ? (
                piece.item.text
              ) : (
                <span key={piece.key} className={piece.item.look}>
                  {piece.item.text}
                </span>
              ),
            )}
          </span>
        </div>
      ))}
    </div>
  )
}

/** The lines of a text, none of them marked. */
export const plainLines = (text: string): readonly JsonLine[] =>
  text.split('\n').map((line) => ({ text: line, isId: false }))
