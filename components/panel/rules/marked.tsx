import { keyed } from '@/components/ui/keyed'

interface MarkedProps {
  readonly text: string
  /** The words of the search, in lower case. */
  readonly words: readonly string[]
}

/** A text with what was searched for marked. Backticks mark names, as in the sentences of the locale. */
export function Marked({ text, words }: MarkedProps) {
  return keyed(text.split('`'), (part) => part).map(({ key, item }, index) =>
    index % 2 === 1 ? (
      <code key={key}>
        <Marks text={item} words={words} />
      </code>
    ) : (
      <Marks key={key} text={item} words={words} />
    ),
  )
}

function Marks({ text, words }: MarkedProps) {
  return keyed(piecesOf(text, words), (piece) => piece).map(({ key, item }, index) =>
    index % 2 === 1 ? <mark key={key}>{item}</mark> : item,
  )
}

/** The text in pieces; every second one is a word of the search. */
function piecesOf(text: string, words: readonly string[]): readonly string[] {
  const lower = text.toLowerCase()
  const pieces: string[] = []
  let from = 0
  for (let next = nextWord(lower, words, 0); next; next = nextWord(lower, words, from)) {
    const end = next.at + next.length
    pieces.push(text.slice(from, next.at), text.slice(next.at, end))
    from = end
  }
  return [...pieces, text.slice(from)]
}

function nextWord(text: string, words: readonly string[], from: number) {
  return words
    .map((word) => ({ at: text.indexOf(word, from), length: word.length }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0]
}
