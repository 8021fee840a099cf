import type { Flow } from '@/lib/flow/model/flow'
import type { MessageKind, OAuthMessage } from '@/lib/flow/model/message'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import { valuesOf, type ComparedValue, type ValueGroup } from './compare-values'

/** What is expected of a value in two flows: the same, a new random one, or a later time. */
type ValueClass = 'fixed' | 'random' | 'time'

/** One value of two messages. Null means "not in this one". */
export interface ComparedRow {
  readonly group: ValueGroup
  readonly path: string
  /** The last name of the path. */
  readonly name: string
  readonly a: string | null
  readonly b: string | null
  readonly as: ValueClass
  /** The values differ, or one is missing. Random values and times differ only by being missing. */
  readonly differs: boolean
}

/** A message of each flow, of the same kind. Null means "not in this one". */
export interface ComparedMessage {
  readonly kind: MessageKind
  readonly a: OAuthMessage | null
  readonly b: OAuthMessage | null
  readonly rows: readonly ComparedRow[]
}

export interface FlowComparison {
  readonly messages: readonly ComparedMessage[]
  readonly counts: {
    /** Values that differ, or are in one flow only. */
    readonly differing: number
    /** Messages that are in one flow only. */
    readonly missing: number
    /** Random values and times with different values, which are expected. */
    readonly folded: number
    readonly same: number
  }
}

const random: ReadonlySet<string> = new Set(
  (
    'state nonce code jti sid code_verifier code_challenge request_uri access_token refresh_token id_token token ' +
    'subject_token actor_token client_assertion assertion request response device_code user_code auth_req_id ' +
    'at_hash c_hash s_hash ath sd_hash authorization dpop dpop-nonce cookie set-cookie session_state ' +
    'x-fapi-interaction-id etag content-length x-request-id traceparent'
  ).split(' '),
)

const times: ReadonlySet<string> = new Set(
  'iat exp nbf auth_time updated_at date expires last-modified age'.split(' '),
)

/** Compares two flows: their messages by kind and order, and in each message value by value. */
export function compareFlows(a: Flow, b: Flow): FlowComparison {
  const messages = aligned(a.messages, b.messages).map(([first, second]): ComparedMessage => ({
    kind: (first ?? second)?.kind ?? 'hop',
    a: first,
    b: second,
    rows: first && second ? rowsOf(first, second) : [],
  }))
  const rows = messages.flatMap((message) => message.rows)
  const differing = rows.filter(({ differs }) => differs).length
  const folded = rows.filter((row) => !row.differs && row.a !== row.b).length
  return {
    messages,
    counts: {
      differing,
      folded,
      missing: messages.filter((message) => !message.a || !message.b).length,
      same: rows.length - differing - folded,
    },
  }
}

type Pair = readonly [OAuthMessage | null, OAuthMessage | null]

/** Pairs of the same kind: the first with the first, the second with the second. Others stay in their place. */
function aligned(a: readonly OAuthMessage[], b: readonly OAuthMessage[]): readonly Pair[] {
  const waiting = Map.groupBy(b, ({ kind }) => kind)
  const partners = new Map<OAuthMessage, OAuthMessage>()
  for (const message of a) {
    const partner = waiting.get(message.kind)?.shift()
    if (partner) partners.set(partner, message)
  }
  const taken = new Map([...partners].map(([second, first]) => [first, second]))
  const pairs: Pair[] = a.map((message) => [message, taken.get(message) ?? null])
  return inserted(pairs, b, partners)
}

/** Adds the messages that only the second flow has, each after the message that it follows there. */
function inserted(
  pairs: readonly Pair[],
  b: readonly OAuthMessage[],
  partners: ReadonlyMap<OAuthMessage, OAuthMessage>,
): readonly Pair[] {
  const after = new Map<OAuthMessage | null, Pair[]>()
  let last: OAuthMessage | null = null
  for (const message of b) {
    if (partners.has(message)) last = message
    else after.set(last, [...(after.get(last) ?? []), [null, message]])
  }
  return [
    ...(after.get(null) ?? []),
    ...pairs.flatMap((pair) => [pair, ...(pair[1] ? (after.get(pair[1]) ?? []) : [])]),
  ]
}

function rowsOf(a: OAuthMessage, b: OAuthMessage): readonly ComparedRow[] {
  const [first, second] = [valuesOf(a), valuesOf(b)]
  return [...new Set([...first.keys(), ...second.keys()])].map((key) =>
    rowOf(key, first.get(key), second.get(key)),
  )
}

function rowOf(
  key: string,
  a: ComparedValue | undefined,
  b: ComparedValue | undefined,
): ComparedRow {
  const { group = 'message', name = '' } = a ?? b ?? {}
  const as = classOf(a ?? b, b)
  const texts = { a: textOf(a), b: textOf(b) }
  return {
    group,
    path: key.slice(group.length + 1),
    name,
    ...texts,
    as,
    differs: isOther(texts, as),
  }
}

const textOf = (value: ComparedValue | undefined): string | null => value?.text ?? null

function isOther({ a, b }: Pick<ComparedRow, 'a' | 'b'>, as: ValueClass): boolean {
  return a === null || b === null || (as === 'fixed' && a !== b)
}

function classOf(a: ComparedValue | undefined, b: ComparedValue | undefined): ValueClass {
  if (!a || a.group === 'check' || a.group === 'message') return 'fixed'
  if (times.has(a.name)) return 'time'
  const areTokens = looksLikeJwt(a.text) && looksLikeJwt(b?.text ?? a.text)
  return random.has(a.name) || areTokens ? 'random' : 'fixed'
}
