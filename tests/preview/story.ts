import type { Screen } from '@/components/panel/shell/screens'
import type { Protocol } from '@/lib/messaging/protocol'
import type { Host } from '@/lib/state/host'
import type { Mirror } from '@/lib/state/mirror'
import type { Step } from './steps'

/** What the background answers; a command that is not named gets `undefined`. */
export type Answers = {
  readonly [C in keyof Protocol]?: (data: Parameters<Protocol[C]>[0]) => unknown
}

/** One state of one screen. */
export interface Story {
  /** Unique; it begins with the screen: `popup-list-live`. */
  readonly name: string
  readonly screen: 'popup' | 'panel' | 'held'
  /** What is stored, where it differs from nothing. */
  readonly state?: Partial<Mirror>
  readonly answers?: Answers
  readonly host?: Partial<Host>
  /** What the panel is opened on; the list of flows by default. */
  readonly open?: { readonly screen?: Screen; readonly flowId?: string }
  /** What is pressed and typed before one looks at it. */
  readonly steps?: readonly Step[]
}

/** The widths in pixels that each screen is looked at in. */
export const widths: Readonly<Record<Story['screen'], readonly number[]>> = {
  popup: [400],
  panel: [400, 640, 1000, 1400],
  held: [400, 640, 1000],
}

/** The heights that go with them: the popup sets its own size. */
export const heights: Readonly<Record<Story['screen'], number>> = {
  popup: 560,
  panel: 800,
  held: 800,
}

export const themes = ['light', 'dark'] as const

/** The fragment of the page of a story. */
export function storyHash(name: string, theme: (typeof themes)[number]): string {
  return `#${new URLSearchParams({ story: name, theme }).toString()}`
}
