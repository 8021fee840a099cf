import { isObject, type JsonObject } from '@/lib/model/json'
import type { Identity } from './grant-identity'
import { pairSets } from './pair-elements'
import { isExclusion, isLimit, isNoGrant, isStatusName, meaningOf, orderOf } from './grant-values'

/**
 * `extra` and `missing`: an entry of a list, a member or a whole element. `unlimited`: a limit is missing.
 * `form`: the value has a different JSON type. `refused`: the status of a consent that gives no access.
 * `added`: a member that the request leaves to the server.
 */
export type DifferenceKind =
  | 'extra'
  | 'missing'
  | 'wider'
  | 'unlimited'
  | 'narrower'
  | 'differs'
  | 'form'
  | 'refused'
  | 'added'

/** One difference between a grant and the request. */
export interface Difference {
  readonly kind: DifferenceKind
  /** Member names from the element, such as `consent.permissions`; empty for the element itself. */
  readonly path: string
  /** The value in the grant, for a list the whole list; undefined if it is missing. */
  readonly granted?: unknown
  /** The value in the request, for a list the whole list; undefined if it is missing. */
  readonly requested?: unknown
  /** The extra or missing entry of a list. */
  readonly entry?: unknown
}

type Differences = readonly Difference[]

/** Compares two values that are small enough (see `isComparable`). */
export type Compare = (requested: unknown, granted: unknown) => Differences

interface Place {
  readonly path: string
  /** The member name that determines the meaning of scalars. */
  readonly name: string
  /** Inside a list, where a status belongs to an entry, such as an account. */
  readonly inList: boolean
  /** Inside an exclusion from the grant. */
  readonly excludes: boolean
}

const top: Place = { path: '', name: '', inList: false, excludes: false }

function inside({ path, name, inList, excludes }: Place, key: string): Place {
  return {
    path: path === '' ? key : `${path}.${key}`,
    name: meaningOf(key, name),
    inList,
    excludes: excludes || isExclusion(key),
  }
}

/**
 * Whether the request leaves a value to the server.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-7.1)
 */
function isOpen(requested: unknown): boolean {
  if (requested === null || requested === undefined) return true
  return typeof requested === 'object' && Object.keys(requested).length === 0
}

/** Whether a missing value was a limit or contained one. */
function limits(requested: unknown, name: string): boolean {
  if (isExclusion(name) || isLimit(name, requested)) return true
  return (
    isObject(requested) &&
    Object.entries(requested).some(([key, member]) => limits(member, meaningOf(key, name)))
  )
}

/**
 * Creates a comparison of a grant with the request, by meaning and member by member. Each value is visited
 * once and compared by its identity, so the effort is proportional to the size.
 */
export function createCompare(identity: Identity): Compare {
  function values(requested: unknown, granted: unknown, place: Place): Differences {
    const { path, name } = place
    if (identity(requested, name) === identity(granted, name)) return []
    if (granted === null || granted === undefined)
      return isOpen(requested)
        ? []
        : [
            {
              kind: place.excludes || limits(requested, name) ? 'unlimited' : 'missing',
              path,
              requested,
            },
          ]
    if (isOpen(requested)) return added(granted, place)
    if (isObject(requested) && isObject(granted)) return members(requested, granted, place)
    if (Array.isArray(requested) && Array.isArray(granted)) return lists(requested, granted, place)
    return [scalars(requested, granted, place)]
  }

  function members(requested: JsonObject, granted: JsonObject, place: Place): Differences {
    const names = new Set([...Object.keys(requested), ...Object.keys(granted)])
    return [...names].flatMap((key) => {
      const [before, after] = [own(requested, key), own(granted, key)]
      const at = inside(place, key)
      return isStatusName(key) && !place.inList
        ? statuses(before, after, at)
        : values(before, after, at)
    })
  }

  /** The server may change the status. Only a status that gives no access contradicts the grant. */
  function statuses(requested: unknown, granted: unknown, place: Place): Differences {
    if (identity(requested, place.name) === identity(granted, place.name)) return []
    if (isNoGrant(granted)) return [{ kind: 'refused', path: place.path, granted }]
    return values(null, granted, place)
  }

  /** The server may add members. A status in them may still show that no access was granted. */
  function added(granted: unknown, place: Place): Differences {
    const { path, inList } = place
    return [{ kind: 'added', path, granted }, ...(inList ? [] : refusedIn(granted, place))]
  }

  function refusedIn(granted: unknown, place: Place): Differences {
    if (!isObject(granted)) return []
    return Object.entries(granted).flatMap(([key, member]): Differences => {
      const at = inside(place, key)
      const isRefused = isStatusName(key) && isNoGrant(member)
      return isRefused
        ? [{ kind: 'refused', path: at.path, granted: member }]
        : refusedIn(member, at)
    })
  }

  function lists(
    requested: readonly unknown[],
    granted: readonly unknown[],
    place: Place,
  ): Differences {
    const { path, name } = place
    const { pairs, missing, extra } = pairSets(requested, granted, identity, name)
    const whole = { path, requested, granted }
    if (place.excludes && missing.length + extra.length > 0)
      return [{ ...whole, kind: missing.length > 0 ? 'wider' : 'narrower' }]
    return [
      ...extra.map((at): Difference => ({ ...whole, kind: 'extra', entry: granted[at] })),
      ...missing.map((at): Difference => ({ ...whole, kind: 'missing', entry: requested[at] })),
      ...pairs.flatMap(([before, after]) =>
        values(requested[before], granted[after], {
          name,
          path: `${path}[${after}]`,
          inList: true,
          excludes: place.excludes,
        }),
      ),
    ]
  }

  function scalars(requested: unknown, granted: unknown, { path, name }: Place): Difference {
    const kind = typeof requested === typeof granted ? orderOf(name, requested, granted) : 'form'
    const isContainer = typeof requested === 'object' || typeof granted === 'object'
    return { kind: isContainer ? 'form' : kind, path, requested, granted }
  }

  return (requested, granted) => values(requested, granted, top)
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
