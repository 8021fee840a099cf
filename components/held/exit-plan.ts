import type { Situation } from './situation'

/** The actions of the held page. */
export type ExitName =
  'exchange' | 'release' | 'discard' | 'push' | 'inspect' | 'close' | 'undo' | 'release-used'

/** The three actions for each situation, the primary one first. */
const plans: Readonly<Record<Situation, readonly ExitName[]>> = {
  held: ['exchange', 'release', 'discard'],
  mismatch: ['release', 'exchange', 'discard'],
  expired: ['exchange', 'push', 'release'],
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
  /** Parley can exchange the code. */
  readonly canExchange: boolean
  readonly hasCode: boolean
  readonly canPush: boolean
}

const ofEdited: readonly ExitName[] = ['release', 'exchange', 'discard']

/** The actions, the primary one first. Edits make the release primary. */
export function exitsOf(facts: ExitFacts): readonly ExitName[] {
  const { situation, edited, canExchange, hasCode, canPush } = facts
  const plan = plans[situation]
  if (!plan.includes('release')) return plan
  const wanted = new Set<ExitName>([...(edited ? ofEdited : plan), 'discard', 'inspect'])
  if (!hasCode) wanted.delete('exchange')
  if (!canPush) wanted.delete('push')
  const [first, second, ...rest] = wanted
  if (!first || !second) return [...wanted]
  // A disabled action is never the primary one.
  const exits = first === 'exchange' && !canExchange ? [second, first] : [first, second]
  return [...exits, ...rest].slice(0, 3)
}
