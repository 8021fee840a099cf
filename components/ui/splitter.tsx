import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

interface SplitterProps {
  readonly label: string
  readonly className: string
  /** Whether the line between the panes is vertical. */
  readonly axis: 'vertical' | 'horizontal'
  /** The set size in CSS pixels; null for the default size. */
  readonly size: number | null
  readonly min: number
  /** The pane before the line. */
  readonly pane: () => Element | null
  /** The size while the line is dragged. */
  readonly onDrag: (size: number) => void
  /** The new size; null for the default one. */
  readonly onSize: (size: number | null) => void
}

/** Pixels that an arrow key moves the line. */
const keyStep = 16

/**
 * The line between two panes: it is dragged, or moved with the arrow keys. Enter and a double click bring the
 * default size back.
 *
 * @see [ARIA: window splitter](https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/)
 */
export function Splitter(props: SplitterProps) {
  const { label, className, axis, size, min, pane, onDrag, onSize } = props
  const drag = useRef<{ readonly from: number; readonly size: number } | null>(null)
  const place = (event: PointerEvent) => (axis === 'vertical' ? event.clientX : event.clientY)
  const sizeNow = () => {
    const { width = min, height = min } = pane()?.getBoundingClientRect() ?? {}
    return Math.round(axis === 'vertical' ? width : height)
  }
  const dragged = (event: PointerEvent) =>
    drag.current && Math.max(min, drag.current.size + place(event) - drag.current.from)

  const onKeyDown = (event: KeyboardEvent) => {
    const keys =
      axis === 'vertical' ? { ArrowLeft: -1, ArrowRight: 1 } : { ArrowUp: -1, ArrowDown: 1 }
    const by = (keys as Readonly<Record<string, number>>)[event.key]
    if (by === undefined && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    onSize(by === undefined ? null : Math.max(min, sizeNow() + by * keyStep))
  }
  return (
    <div
      className={`splitter splitter--${axis} ${className}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis}
      aria-valuenow={size ?? min}
      aria-valuemin={min}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onSize(null)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { from: place(event), size: sizeNow() }
      }}
      onPointerMove={(event) => {
        const wanted = dragged(event)
        if (wanted !== null) onDrag(wanted)
      }}
      onPointerUp={(event) => {
        const wanted = dragged(event)
        const isMoved = drag.current !== null && place(event) !== drag.current.from
        drag.current = null
        if (wanted !== null && isMoved) onSize(Math.round(wanted))
      }}
    />
  )
}
