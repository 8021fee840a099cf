import type { Situation } from './situation'

/** The ways on from the held page. */
export type ExitName =
  'exchange' | 'release' | 'discard' | 'push' | 'inspect' | 'close' | 'undo' | 'release-used'

/** The three ways of each situation, the filled one first. */
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
  /** Something is to be released otherwise than it came, or twice. */
  readonly edited: boolean
  /** There is a code that Parley is able to exchange. */
  readonly canExchange: boolean
  readonly hasCode: boolean
  readonly canPush: boolean
}

const ofEdited: readonly ExitName[] = ['release', 'exchange', 'discard']

/** The ways on, the filled one first: what was edited is meant to be released. */
export function exitsOf(facts: ExitFacts): readonly ExitName[] {
  const { situation, edited, canExchange, hasCode, canPush } = facts
  const plan = plans[situation]
  if (!plan.includes('release')) return plan
  const wanted = new Set<ExitName>([...(edited ? ofEdited : plan), 'discard', 'inspect'])
  if (!hasCode) wanted.delete('exchange')
  if (!canPush) wanted.delete('push')
  const [first, second, ...rest] = wanted
  if (!first || !second) return [...wanted]
  // A way that is closed is never the filled one.
  const exits = first === 'exchange' && !canExchange ? [second, first] : [first, second]
  return [...exits, ...rest].slice(0, 3)
}
