import { useId, type ReactNode } from 'react'
import { colourLine } from './json-colours'
import { keyed } from './keyed'

interface CodeEditorProps {
  label: string
  value: string
  onChange: (value: string) => void
  invalid: boolean
  /** The invalid line, from 1; null for valid text. */
  markedLine: number | null
  /** Remarks about the text. */
  foot: ReactNode
}

/** Lines beyond this number have no colours. */
const maxLines = 2000

/** JSON in a plain text field, with line numbers and colours drawn behind it. */
export function CodeEditor({ label, value, onChange, invalid, markedLine, foot }: CodeEditorProps) {
  const id = useId()
  const lines = value.split('\n')
  const isLarge = lines.length > maxLines
  return (
    <div className={invalid ? 'editor is-fail' : 'editor'}>
      <div className="edit">
        <div className="edit__lines" aria-hidden="true">
          {lines.map((line, index) => (
            <div
              // oxlint-disable-next-line react/no-array-index-key -- a line is its number
              key={index}
              className={index + 1 === markedLine ? 'edit__line is-mark' : 'edit__line'}
            >
              <span>{isLarge ? line : <Line text={line} />}</span>
            </div>
          ))}
        </div>
        <textarea
          className="edit__text"
          aria-label={label}
          aria-describedby={id}
          aria-invalid={invalid || undefined}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      </div>
      <div className="editor__foot" id={id}>
        {foot}
      </div>
    </div>
  )
}

/** An empty line still has its height. */
function Line({ text }: { text: string }) {
  if (text === '') return ' '
  return keyed(colourLine(text), ({ text: piece }) => piece).map(({ key, item }) =>
    item.look === null ? (
      item.text
    ) : (
      <span key={key} className={item.look}>
        {item.text}
      </span>
    ),
  )
}
