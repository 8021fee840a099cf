import type { ReactNode } from 'react'
import { colourLine } from './json-colours'
import { keyed } from './keyed'
import { LongText } from './long-text'

/** Lines of a text with their numbers. */
export function CodeLines({ text, marked }: { readonly text: string; readonly marked?: RegExp }) {
  return (
    <div className="code">
      {keyed(text.split('\n'), (line) => line).map(({ key, item: line }) => (
        <div key={key} className={`code__l${marked?.test(line) ? ' is-mark' : ''}`}>
          <span>{line === '' ? ' ' : <Line text={line} />}</span>
        </div>
      ))}
    </div>
  )
}

/** Shows a longer value only up to here; it is copied and sent as a whole. */
const maxCharacters = 4000

function Line({ text }: { readonly text: string }): ReactNode {
  if (text.length > 400) return <LongText text={text} maxCharacters={maxCharacters} />
  return keyed(colourLine(text), ({ text: piece }) => piece).map(({ key, item }) => (
    <span key={key} className={item.look ?? undefined}>
      {item.text}
    </span>
  ))
}
