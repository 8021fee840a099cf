import { textIn, type JsonObject } from '@/lib/model/json'
import type { Flow } from '@/lib/flow/model/flow'
import type { Side, Sides } from './compare-member'
import type { ConsentIssue } from './model'
import { pairDetails } from './pair-elements'
import type { ConsentType } from './schema'
import { lifeIn } from './life'
import {
  elementsOf,
  resourceSnapshots,
  tokenSnapshots,
  withdrawalSnapshots,
  type Snapshot,
} from './snapshot'
import { detailType, resourceType, scopeType } from './types'

/** The messages of a consent. */
export interface Timeline {
  /** Null if the request was not observed. */
  readonly requested: Snapshot | null
  /** Null before the grant. */
  readonly granted: Snapshot | null
  /** Later reports, in chronological order. */
  readonly later: readonly Snapshot[]
}

/** One object to compare. */
export interface Subject {
  readonly type: ConsentType
  readonly title: string
  readonly sides: Sides
  /** Only some columns have the element. */
  readonly lonely: 'wider' | 'not_granted' | 'missing_now' | null
}

export interface Subjects {
  readonly subjects: readonly Subject[]
  readonly issues: readonly ConsentIssue[]
}

/** Undefined without a message, null if the message does not tell. */
function sideOf<T>(
  snapshot: Snapshot | null,
  read: (body: JsonObject) => T | null,
): T | null | undefined {
  if (!snapshot) return undefined
  return snapshot.body && read(snapshot.body)
}

/** The elements of authorization_details, each with its counterparts. */
export function detailSubjects(timeline: Timeline, now: Snapshot | null): Subjects {
  const columns = {
    requested: elementsOf(timeline.requested?.body ?? null, 'requested'),
    granted: elementsOf(timeline.granted?.body ?? null, 'granted'),
    now: elementsOf(now?.body ?? null, 'now'),
  }
  const requested = columns.requested.elements
  const granted = sideOf(timeline.granted, () => columns.granted.elements)
  const present = sideOf(now, () => columns.now.elements)
  const first = requested ?? []
  const grants = pairDetails(first, granted ?? [])
  const pairs = [
    ...first.map((element, index) => ({
      requested: element,
      granted: at(granted, grants.pairs[index]),
    })),
    ...grants.rest.map((index) => ({ requested: null, granted: at(granted, index) })),
  ]
  const known = pairs.flatMap((pair): readonly JsonObject[] => [
    pair.granted ?? pair.requested ?? {},
  ])
  const later = pairDetails(known, present ?? [])
  const subjects = pairs.map((pair, index): Subject => {
    const own = pair.granted ?? pair.requested ?? {}
    const sides = { ...pair, now: at(present, later.pairs[index]) }
    return {
      type: detailType(own),
      title: textIn(own, 'type') ?? '',
      sides: { ...sides, requested: sides.requested ?? (timeline.requested ? undefined : null) },
      lonely: lonelyIn(sides, { isRequestKnown: requested !== null, granted, present }),
    }
  })
  return { subjects, issues: Object.values(columns).flatMap(({ issues }) => issues) }
}

/** The element at an index: null if the list is unknown, undefined if the list or the element is absent. */
function at(
  list: readonly JsonObject[] | null | undefined,
  index: number | null | undefined,
): Side {
  if (!list) return list
  return index === null || index === undefined ? undefined : list[index]
}

interface Lists {
  readonly isRequestKnown: boolean
  readonly granted: readonly JsonObject[] | null | undefined
  readonly present: readonly JsonObject[] | null | undefined
}

function lonelyIn(sides: Sides, { isRequestKnown, granted, present }: Lists): Subject['lonely'] {
  if (!sides.requested && isRequestKnown) return 'wider'
  if (granted && !sides.granted) return 'not_granted'
  return present && sides.granted && !sides.now ? 'missing_now' : null
}

const scopeMembers = ['scope', 'sharing_duration', 'cdr_arrangement_id'] as const

function scopeDocument(body: JsonObject, before: JsonObject | null): JsonObject {
  const own = scopeMembers.filter((name) => body[name] !== undefined)
  const document = Object.fromEntries(own.map((name) => [name, body[name]]))
  return before?.['scope'] === undefined ? document : { scope: before['scope'], ...document }
}

/**
 * The scopes as one object. A token response without `scope` grants what was requested, and a refresh what
 * was granted.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1)
 */
export function scopeSubjects({ requested, granted }: Timeline, now: Snapshot | null): Subjects {
  const from = sideOf(requested, (body) => scopeDocument(body, null)) ?? null
  const to = sideOf(granted, (body) => scopeDocument(body, from))
  const isRefresh = now?.kind === 'refresh-response'
  const present = sideOf(now, (body) => scopeDocument(body, isRefresh ? (to ?? null) : null))
  const documents = [from, to, present].filter((side) => side !== null && side !== undefined)
  const sides = { requested: from, granted: to, now: present }
  return {
    subjects: [{ type: scopeType(documents), title: '', sides, lonely: null }],
    issues: [],
  }
}

interface ResourceConsent {
  readonly type: ConsentType
  readonly timeline: Timeline
}

/** A consent resource that the flow shows: created, then read after the user has approved it. */
export function resourceConsent(flow: Flow): ResourceConsent | null {
  const all = resourceSnapshots(flow).flatMap((snapshot) => {
    const type = snapshot.body && resourceType(snapshot.body)
    return type ? [{ type, snapshot }] : []
  })
  const type = all.at(-1)?.type
  if (!type) return null
  const own = all.flatMap((each) => (each.type === type ? [each.snapshot] : []))
  const request = own.find(({ kind }) => kind === 'resource-request')
  const responses = own.filter(({ kind }) => kind === 'resource-response')
  const decided = responses.filter(
    ({ body }) => lifeIn(type, body && type.read(body)) !== 'waiting',
  )
  const tokens = tokenSnapshots(flow)
  const unstated = tokens.find(({ kind }) => kind === 'token-response')
  const grant = decided[0] ?? (unstated && { ...unstated, body: null })
  const ended = [...tokens.filter(({ isInactive }) => isInactive), ...withdrawalSnapshots(flow)]
  const later = [...decided.slice(1), ...ended]
  return {
    type,
    timeline: {
      requested: request ?? responses.find((response) => !decided.includes(response)) ?? null,
      granted: grant ?? null,
      later: later.toSorted((a, b) => a.at - b.at),
    },
  }
}

export function resourceSubjects(
  { type, timeline }: ResourceConsent,
  now: Snapshot | null,
): Subjects {
  const whole = (body: JsonObject) => body
  const sides = {
    requested: sideOf(timeline.requested, whole) ?? null,
    granted: sideOf(timeline.granted, whole),
    now: now?.isInactive ? null : sideOf(now, whole),
  }
  return { subjects: [{ type, title: '', sides, lonely: null }], issues: [] }
}
