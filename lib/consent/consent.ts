import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { membersOf } from '@/lib/flow/read/response-members'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { param } from '@/lib/model/params'
import type { Status } from '@/lib/model/rule-result'
import type { Scope, Sides } from './compare-member'
import { compareObjects, inactiveRow, lonelyRow } from './compare-section'
import { expiryIn, lifeOf } from './life'
import { memberText } from './masked-account'
import type { ConsentIssue, ConsentRow, ConsentSection, Life, Sentence } from './model'
import { instantOf } from './quantity'
import { valueAt, type ConsentType, type SentenceFacts } from './schema'
import { requestSnapshot, tokenSnapshots, type Snapshot } from './snapshot'
import {
  detailSubjects,
  resourceConsent,
  resourceSubjects,
  scopeSubjects,
  type Subject,
  type Subjects,
  type Timeline,
} from './subjects'
import { detailType } from './types'

/** A consent: what was requested, what was granted, what holds now. */
export interface Consent extends Timeline {
  /** The later report that is compared; null without one. */
  readonly now: Snapshot | null
  readonly sections: readonly ConsentSection[]
  readonly issues: readonly ConsentIssue[]
  readonly life: Life
  readonly status: Status
  readonly sentence: Sentence
  /** The name and value of the consent id; null without one. */
  readonly id: readonly [name: string, value: string] | null
  /** The status as the server spells it; null without one. */
  readonly statusText: string | null
  /** Milliseconds since the epoch; null if not stated. */
  readonly expiry: number | null
  readonly reauthenticateBy: number | null
  /** A code was received, so only the exchange is missing. */
  readonly hasCode: boolean
}

/**
 * The consent of a flow at a time in milliseconds; null if the flow requests and grants none. `picked` is the
 * message of the later report to compare; by default the last one that says something.
 */
export function consentOf(flow: Flow, time: number, picked: string | null = null): Consent | null {
  const resource = resourceConsent(flow)
  const timeline = resource?.timeline ?? tokenTimeline(flow)
  if (!timeline) return null
  const now = timeline.later.find(({ messageId }) => messageId === picked) ?? latest(timeline.later)
  const found = resource ? resourceSubjects(resource, now) : tokenSubjects(timeline, now)
  return found.subjects.length === 0 && found.issues.length === 0
    ? null
    : assemble(flow, { timeline, now, found, time })
}

function tokenTimeline(flow: Flow): Timeline | null {
  const requested = requestSnapshot(flow)
  const tokens = tokenSnapshots(flow)
  const granted = tokens.findLast(({ kind }) => kind === 'token-response') ?? null
  const hasDetails = granted?.body?.['authorization_details'] !== undefined
  if (!requested && !hasDetails) return null
  const later = tokens.filter(
    ({ kind, at }) => kind !== 'token-response' && granted && at >= granted.at,
  )
  return { requested, granted, later }
}

function latest(later: readonly Snapshot[]): Snapshot | null {
  const inactive = later.findLastIndex(({ isInactive }) => isInactive)
  const good = later.findLastIndex(({ body, isInactive }) => body !== null && !isInactive)
  return (inactive > good ? later[inactive] : later.at(-1)) ?? null
}

function tokenSubjects(timeline: Timeline, now: Snapshot | null): Subjects {
  const { requested, granted } = timeline
  const hasDetails = [requested, granted].some(
    (snapshot) => snapshot?.body?.['authorization_details'] !== undefined,
  )
  return hasDetails ? detailSubjects(timeline, now) : scopeSubjects(timeline, now)
}

interface Parts {
  readonly timeline: Timeline
  readonly now: Snapshot | null
  readonly found: Subjects
  readonly time: number
}

/** Stands for a request whose authorization_details contains no object. */
const noSubject: Subject = {
  type: detailType({}),
  title: '',
  sides: { requested: undefined, granted: undefined, now: undefined },
  lonely: null,
}

function assemble(flow: Flow, { timeline, now, found, time }: Parts): Consent {
  const { granted } = timeline
  const { type, sides: documents } = found.subjects[0] ?? noSubject
  const sides = readSides(type, documents)
  const error = granted ? null : refusalIn(flow)
  const ends = endsOf(type, sides, timeline, now)
  const life = lifeOf({ type, sides, granted, now, expiry: ends.expiry, time, error })
  const ended = life === 'expired' || life === 'withdrawn' ? life : null
  const sections = found.subjects.map((subject) => sectionOf(subject, ended, now !== null))
  const shown = withInactive(sections, type, now, ended)
  const rows = shown.flatMap((section) => section.rows)
  const isGrantUnknown =
    granted !== null && found.subjects.every((each) => each.sides.granted === null)
  return {
    ...timeline,
    now,
    sections: shown,
    issues: found.issues,
    life,
    status: overall(life, rows, { isGrantUnknown, hasIssues: found.issues.length > 0 }),
    sentence: type.sentence({
      life,
      rows,
      isGrantUnknown,
      ...ends,
      requested: sides.requested ?? null,
      granted: sides.granted ?? null,
      error,
      ...elementCounts(found.subjects),
    }),
    id: idIn(type, sides),
    statusText: now?.isInactive ? null : statusIn(type, sides),
    expiry: ends.expiry,
    reauthenticateBy: reauthentication(type, granted, ends.expiry),
    hasCode: responsesOf(flow).some((each) => param(membersOf(each), 'code') !== undefined),
  }
}

function elementCounts(subjects: readonly Subject[]) {
  const requested = subjects.filter(({ sides }) => sides.requested)
  return {
    sections: requested.length,
    grantedSections: requested.filter(({ sides }) => sides.granted).length,
  }
}

/** The requested end, and the end that holds. */
function endsOf(
  type: ConsentType,
  sides: Sides,
  { requested, granted }: Timeline,
  now: Snapshot | null,
): Pick<SentenceFacts, 'expiry' | 'requestedExpiry'> {
  const start = (granted ?? requested)?.at ?? 0
  const [present, grant, request] = [sides.now, sides.granted, sides.requested].map((side) =>
    expiryIn(type, side, start),
  )
  const known = [arrangementEnd(type, now), present, grant, request]
  return {
    expiry: known.find((end) => end !== null && end !== undefined) ?? null,
    requestedExpiry: request ?? null,
  }
}

function readSides(type: ConsentType, { requested, granted, now }: Sides): Sides {
  return {
    requested: requested && type.read(requested),
    granted: granted && type.read(granted),
    now: now && type.read(now),
  }
}

/** In the CDR the refresh token ends with the sharing. */
function arrangementEnd(type: ConsentType, now: Snapshot | null): number | null {
  const isStated = type.isExpiryRelative && now?.kind === 'introspection-response'
  return isStated && !now.isInactive ? instantOf(now.body?.['exp']) : null
}

function sectionOf(subject: Subject, ended: Scope['ended'], hasNow: boolean): ConsentSection {
  const { type, title, lonely } = subject
  // After the end nothing is left, whatever the last report repeats.
  const now = ended && hasNow ? (subject.sides.now ?? {}) : subject.sides.now
  const sides = { ...subject.sides, now }
  const isGone = lonely === 'missing_now' && ended !== null
  const alone = lonely && !isGone ? [lonelyRow(type, title, filled(sides), lonely)] : []
  const isWhole = lonely === null || isGone
  return {
    type: type.name,
    title,
    rows: [...alone, ...(isWhole ? compareObjects(type, sides, ended) : [])],
  }
}

/** An element that is missing in a list that is known is missing, not unknown. */
function filled({ requested, granted, now }: Sides): Sides {
  return { requested: requested ?? null, granted: granted ?? null, now }
}

function withInactive(
  sections: readonly ConsentSection[],
  type: ConsentType,
  now: Snapshot | null,
  ended: Scope['ended'],
): readonly ConsentSection[] {
  const last = sections.at(-1)
  if (!now?.isInactive || !last) return sections
  const isWarned = sections.some(({ rows }) =>
    rows.some(({ word, status }) => word === 'withdrawn' && status === 'warn'),
  )
  const row = inactiveRow(type, ended, isWarned)
  return [...sections.slice(0, -1), { ...last, rows: [...last.rows, row] }]
}

/** The error that ended a flow before a grant; null without one. */
function refusalIn(flow: Flow): string | null {
  const response = responsesOf(flow).at(-1)
  if (response) return param(membersOf(response), 'error') ?? null
  const push = flow.messages.findLast((message) => message.kind === 'par-response')
  return push ? textIn(jsonObjectOf(push.body), 'error') : null
}

const lifeStatuses: Readonly<Partial<Record<Life, Status>>> = {
  waiting: 'pending',
  refused: 'neutral',
  expired: 'neutral',
  withdrawn: 'warn',
  suspended: 'warn',
}

interface Doubts {
  readonly isGrantUnknown: boolean
  readonly hasIssues: boolean
}

function overall(
  life: Life,
  rows: readonly ConsentRow[],
  { isGrantUnknown, hasIssues }: Doubts,
): Status {
  if (rows.some(({ status }) => status === 'fail')) return 'fail'
  const own = lifeStatuses[life]
  if (own) return own
  if (isGrantUnknown) return 'neutral'
  return hasIssues || rows.some(({ status }) => status === 'warn') ? 'warn' : 'pass'
}

/** The value at a path in the latest column that has it. */
function latestAt({ requested, granted, now }: Sides, path: readonly string[] | null): unknown {
  return (
    path &&
    [now, granted, requested]
      .map((side) => valueAt(side, path))
      .find((value) => value !== undefined)
  )
}

function idIn(type: ConsentType, sides: Sides): Consent['id'] {
  const name = type.id?.at(-1)
  const value = latestAt(sides, type.id)
  return name !== undefined && typeof value === 'string' ? [name, value] : null
}

function statusIn(type: ConsentType, sides: Sides): string | null {
  const value = latestAt(sides, type.status)
  return typeof value === 'string' ? memberText('status', value) : null
}

const day = 24 * 60 * 60_000

/** The date by which the user must confirm; null if the consent ends before. */
function reauthentication(
  { reauthenticationDays: days }: ConsentType,
  granted: Snapshot | null,
  expiry: number | null,
): number | null {
  if (days === null || !granted) return null
  const date = granted.at + days * day
  return expiry !== null && expiry <= date ? null : date
}
