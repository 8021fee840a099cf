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
            <JsonText text={item.text} />
          </span>
        </div>
      ))}
    </div>
  )
}

/** One line of JSON with its colours. */
export function JsonText({ text: line }: { readonly text: string }) {
  return (
    <>
      {keyed(colourLine(line), ({ text }) => text).map(({ key, item: { look, text } }) =>
        look === null ? (
          text
        ) : (
          <span key={key} className={look}>
            {text}
          </span>
        ),
      )}
    </>
  )
}

/** The lines of a text, none of them marked. */
export const plainLines = (text: string): readonly JsonLine[] =>
  text.split('\n').map((line) => ({ text: line, isId: false }))
