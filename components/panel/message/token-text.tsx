import { keyed } from '@/components/ui/keyed'
import { LongText, useFirst } from '@/components/ui/long-text'

const marks: Readonly<Record<number, readonly string[]>> = {
  3: ['h', 'b', 's'],
  5: ['h', 's', 'b', 'b', 'b'],
}

/** A compact token with its parts coloured: header, payload or ciphertext, signature or key. */
export function TokenText({ text }: { text: string }) {
  const parts = text.split('.')
  const classes = marks[parts.length] ?? []
  const shown = parts.map((part, index) => ({
    part: index > 0 ? `.${part}` : part,
    look: classes[index] ?? (index === 0 && parts.length > 1 ? 'h' : 'b'),
  }))
  const { first, more } = useFirst(shown)
  return (
    <>
      {keyed(first, ({ look }) => look).map(({ key, item: { part, look } }) => (
        <span key={key} className={look}>
          <LongText text={part} maxCharacters={8000} />
        </span>
      ))}
      {more}
    </>
  )
}
