import type { Situation } from './situation'

/** The actions of the held page. */
export type ExitName =
  'exchange' | 'release' | 'discard' | 'push' | 'inspect' | 'close' | 'undo' | 'release-used'

/** The actions for each situation, the primary one first. */
const plans: Readonly<Record<Situation, readonly ExitName[]>> = {
  held: ['exchange', 'release', 'discard'],
  mismatch: ['release', 'exchange', 'discard'],
  expired: ['exchange', 'push', 'release', 'discard'],
  denied: ['release', 'push', 'discard'],
  unsolicited: ['release', 'exchange', 'discard'],
  replayed: ['release', 'exchange', 'discard'],
  releasing: [],
  exchanged: ['inspect', 'release-used', 'close'],
  released: ['inspect', 'close'],
  discarded: ['undo', 'inspect', 'close'],
}

export interface ExitFacts {
  readonly situation: Situation
  /** The release is edited, or is sent twice. */
  readonly edited: boolean
  /** Disabled actions. */
  readonly off: ReadonlySet<ExitName>
  readonly hasCode: boolean
  readonly canPush: boolean
}

const ofEdited: readonly ExitName[] = ['release', 'exchange', 'discard']

/** The actions, the primary one first. Edits make the release primary; a disabled action never is. */
export function exitsOf(facts: ExitFacts): readonly ExitName[] {
  const { situation, edited, off, hasCode, canPush } = facts
  const plan = plans[situation]
  if (!plan.includes('release')) return plan
  const order = edited ? ofEdited : plan
  const wanted = new Set<ExitName>([...order, 'discard', 'inspect'])
  if (!hasCode) wanted.delete('exchange')
  if (!canPush) wanted.delete('push')
  const exits = [...wanted]
  const first = exits.find((name) => !off.has(name))
  const rest = exits.filter((name) => name !== first)
  return [...(first ? [first] : []), ...rest].slice(0, order.length)
}
