import { useState } from 'react'
import { excerpt } from '@/lib/model/text-bound'
import { t } from '@/lib/i18n'

/** Characters that a click adds. A browser needs seconds to lay out one text of a few hundred thousand. */
const step = 20_000

/** Characters of a tooltip or of a value on one line. */
const maxOnLine = 300

/** The beginning of a text from a page or a server, for a tooltip or one line. */
export function beginningOf(text: string, maxCharacters = maxOnLine): string {
  return excerpt(text, maxCharacters)
}

interface LongTextProps {
  readonly text: string
  /** Characters that are shown at first. */
  readonly maxCharacters?: number
}

/** A text from a page or a server. Only its beginning is drawn; a button shows more, a part at a time. */
export function LongText({ text, maxCharacters = 600 }: LongTextProps) {
  const [more, setMore] = useState(0)
  const shown = maxCharacters + more
  if (text.length <= shown) return <>{text}</>
  const isLast = text.length <= shown + step
  const label = isLast ? 'ui.long_text.all' : 'ui.long_text.more'
  return (
    <>
      {beginningOf(text, shown)}{' '}
      <button type="button" className="btn btn--link" onClick={() => setMore(more + step)}>
        {t(label, [String(text.length)])}
      </button>
    </>
  )
}

/** Items that are drawn at first, and that a click adds. */
const maxItems = 500

/** The first items of a list from outside, and a button that shows more. */
export function useFirst<T>(items: readonly T[]): {
  readonly first: readonly T[]
  readonly more: React.ReactNode
} {
  const [count, setCount] = useState(maxItems)
  const more = items.length > count && (
    <button type="button" className="btn btn--link" onClick={() => setCount(count + maxItems)}>
      {t('ui.long_text.items', [String(count), String(items.length)])}
    </button>
  )
  return { first: items.slice(0, count), more }
}
