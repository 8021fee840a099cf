import { useEffect, useMemo, useRef } from 'react'
import { keyed } from '@/components/ui/keyed'
import { LongText, useFirst } from '@/components/ui/long-text'
import { Scroll } from '@/components/ui/scroll'
import { t } from '@/lib/i18n'
import type { ReceiptRow } from '@/lib/share/redaction-table'
import { ExportPicture } from './export-picture'
import { pseudonymParts } from './pseudonym-parts'
import type { ShareFile } from './share-file'

interface ExportPreviewProps {
  readonly file: ShareFile
  /** Empty if nothing was replaced. */
  readonly receipt: readonly ReceiptRow[]
}

/** The file itself, with the replaced values marked. A report in HTML is drawn in a frame that can do nothing. */
export function ExportPreview({ file, receipt }: ExportPreviewProps) {
  const lines = useMemo(() => file.text.split('\n'), [file])
  const { first, more } = useFirst(lines)
  const code = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = { '[': -1, ']': 1 }[event.key]
      const isTyped = event.target instanceof Element && event.target.matches('input, textarea')
      if (by === undefined || isTyped || event.ctrlKey || event.metaKey || !code.current) return
      event.preventDefault()
      jump(code.current, by)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
  if (file.type === 'image/png') return <ExportPicture file={file} />
  if (file.type === 'text/html')
    return <iframe className="xport__frame" title={file.name} sandbox="" srcDoc={file.text} />
  return (
    <Scroll label={t('panel.share.preview')}>
      <div className="code" ref={code}>
        {keyed(first, (line) => line).map(({ key, item }) => (
          <div key={key} className="code__l">
            <span>
              <Line text={item} receipt={receipt} />
            </span>
          </div>
        ))}
      </div>
      {more && <p className="note-line">{more}</p>}
    </Scroll>
  )
}

/** Moves the focus to the next replaced value, or to the one before. After the last comes the first. */
function jump(code: HTMLElement, by: number): void {
  const marks = [...code.querySelectorAll<HTMLElement>('mark.rep')]
  const at = marks.findIndex((mark) => mark === document.activeElement)
  const next = at < 0 && by < 0 ? marks.at(-1) : marks[(at + by + marks.length) % marks.length]
  next?.focus()
  next?.scrollIntoView({ block: 'center' })
}

/** Characters of a line whose pseudonyms are marked. */
const maxMarked = 5000

function Line({ text, receipt }: { text: string; receipt: readonly ReceiptRow[] }) {
  if (text.length > maxMarked) return <LongText text={text} />
  const parts = keyed(pseudonymParts(text, receipt), ({ text: part }) => part)
  return (
    <>
      {parts.map(({ key, item }) =>
        item.of === null ? (
          <span key={key}>{item.text}</span>
        ) : (
          <mark key={key} className={`rep rep--${item.of}`} tabIndex={-1}>
            {item.text}
          </mark>
        ),
      )}
    </>
  )
}
