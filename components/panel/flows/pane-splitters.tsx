import { useState, type CSSProperties, type RefObject } from 'react'
import { Splitter } from '@/components/ui/splitter'
import type { PaneName, PaneSizes } from '@/lib/model/pane'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'

/** The lines between the panes. CSS shows those of the current width. */
const lines = [
  ['list', 'vertical', 160, '.pane--list', 'panel.flows.resize_list'],
  ['sequence', 'vertical', 220, '.pane--seq', 'panel.flows.resize_sequence'],
  ['sequence-medium', 'vertical', 220, '.pane--seq', 'panel.flows.resize_sequence'],
  ['sequence-height', 'horizontal', 90, '.pane--seq', 'panel.flows.resize_sequence'],
] as const

export interface Panes {
  readonly sizes: PaneSizes
  /** The sizes as variables of CSS. */
  readonly style: CSSProperties
  onDrag(name: PaneName, size: number): void
  onSize(name: PaneName, size: number | null): void
}

/** The sizes of the panes: those that are stored, and the one of the line that is dragged. */
export function usePanes(): Panes {
  const stored = useMirror(({ settings }) => settings.panes) ?? none
  const [moved, setMoved] = useState<Readonly<Partial<Record<PaneName, number | null>>>>(none)
  const sizes = Object.fromEntries(
    Object.entries({ ...stored, ...moved }).filter(([, size]) => size !== null),
  ) as PaneSizes
  return {
    sizes,
    style: Object.fromEntries(
      Object.entries(sizes).map(([name, size]) => [`--${name}-size`, `${size}px`]),
    ),
    onDrag: (name, size) => setMoved({ ...moved, [name]: size }),
    onSize: (name, size) => {
      setMoved({ ...moved, [name]: size })
      void command('paneResize', { name, size })
    },
  }
}

const none: PaneSizes = {}

interface PaneSplittersProps {
  readonly panes: Panes
  readonly screen: RefObject<HTMLElement | null>
}

export function PaneSplitters({ panes, screen }: PaneSplittersProps) {
  return lines.map(([name, axis, min, selector, label]) => (
    <Splitter
      key={name}
      label={t(label)}
      className={`splitter--${name}`}
      axis={axis}
      size={panes.sizes[name] ?? null}
      min={min}
      pane={() => screen.current?.querySelector(selector) ?? null}
      onDrag={(size) => panes.onDrag(name, size)}
      onSize={(size) => panes.onSize(name, size)}
    />
  ))
}
