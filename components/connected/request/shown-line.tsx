import './sheet.css'
import { colourLine } from '@/components/ui/json-colours'
import { StatusIcon } from '@/components/ui/icon'
import { keyed } from '@/components/ui/keyed'
import { LongText } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'
import { bullets } from '@/lib/model/masking'
import { shownText, type ShownLine as PreviewedLine } from './preview-parts'

interface ShownLineProps {
  readonly line: PreviewedLine
  readonly isRevealed: boolean
}

/** A line of a preview: changed, left out, or what a warning is about. */
export function ShownLine({ line, isRevealed }: ShownLineProps) {
  const { mark, isWarned = false } = line
  const text = shownText(line, bullets, isRevealed)
  const look = [
    'code__l',
    mark === 'changed' && 'is-chg',
    mark === 'left-out' && 'is-gone',
    isWarned && 'is-warn',
  ]
  return (
    <div className={look.filter(Boolean).join(' ')}>
      <span>
        {mark !== 'same' && <span className="vh">{t(`panel.requests.marks.${words[mark]}`)} </span>}
        {isWarned && (
          <>
            <StatusIcon status="warn" />{' '}
          </>
        )}
        {keyed(colourLine(text), (piece) => piece.text).map(({ key, item }) => (
          <span key={key} className={item.look ?? undefined}>
            <LongText text={item.text} maxCharacters={20_000} />
          </span>
        ))}
      </span>
    </div>
  )
}

const words = { changed: 'changed', 'left-out': 'left_out' } as const
