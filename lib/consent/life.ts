import type { JsonObject } from '@/lib/model/json'
import type { Life } from './model'
import { instantOf } from './quantity'
import { valueAt, type ConsentType } from './schema'
import { lifeKey, type Sides } from './compare-member'
import type { Snapshot } from './snapshot'

/** What the statuses in a consent object say; null if it has none that Parley knows. */
export function lifeIn(type: ConsentType, document: JsonObject | null | undefined): Life | null {
  const found = type.members
    .filter(({ compare }) => compare === 'status')
    .flatMap(({ path }) => type.lives[lifeKey(valueAt(document, path))] ?? [])
  return found.at(-1) ?? null
}

/** The longest sharing duration in seconds; a longer one counts as this. */
const longestSharing = 31_536_000

/** The end of a consent in milliseconds since the epoch; null if it is not stated. */
export function expiryIn(
  type: ConsentType,
  document: JsonObject | null | undefined,
  start: number,
): number | null {
  if (!type.expiry) return null
  const value = valueAt(document, type.expiry)
  if (!type.isExpiryRelative) return instantOf(value)
  return typeof value === 'number' && value >= 0
    ? start + Math.min(value, longestSharing) * 1000
    : null
}

interface LifeFacts {
  readonly type: ConsentType
  /** What the type reads in each column. */
  readonly sides: Sides
  readonly granted: Snapshot | null
  readonly now: Snapshot | null
  readonly expiry: number | null
  /** Milliseconds since the epoch. */
  readonly time: number
  /** The error that refused the request; null without one. */
  readonly error: string | null
}

/** Lives that a status states for good, whatever the clock says. */
const stated: ReadonlySet<Life | null> = new Set<Life | null>([
  'suspended',
  'used',
  'expired',
  'withdrawn',
  'refused',
])

/** The present life of a consent. */
export function lifeOf(facts: LifeFacts): Life {
  const { type, sides, granted, now, expiry, time, error } = facts
  const isPast = (at: number) => expiry !== null && expiry <= at
  if (now?.isInactive) return isPast(now.at) ? 'expired' : 'withdrawn'
  const life = lifeIn(type, sides.now) ?? lifeIn(type, sides.granted)
  if (life && stated.has(life)) return life
  if (!granted) return error === null ? 'waiting' : 'refused'
  return isPast(time) ? 'expired' : 'active'
}
