import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import type { ComparedValue, ValueGroup } from './compare-values'
import { noPseudonyms, type Pseudonyms } from './pseudonyms'

/** What is expected of a value on both sides: the same, a new random one, or a later time. */
type ValueClass = 'fixed' | 'random' | 'time'

/** One value on both sides. Null means "not in this one". */
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
  /** The values are equal. Those that were replaced in a safe file may have been different. */
  readonly isSame: boolean
}

export interface ValueCounts {
  /** Values that differ, or are on one side only. */
  readonly differing: number
  /** Random values and times with different values, which are expected, and values that were replaced. */
  readonly folded: number
  readonly same: number
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

type Values = ReadonlyMap<string, ComparedValue>

/** Compares the values of two sides by their places. */
export function compareRows(
  first: Values,
  second: Values,
  pseudonyms: Pseudonyms = noPseudonyms,
): readonly ComparedRow[] {
  return [...new Set([...first.keys(), ...second.keys()])].map((key) =>
    rowOf(key, first.get(key), second.get(key), pseudonyms),
  )
}

export function countsOf(rows: readonly ComparedRow[]): ValueCounts {
  const differing = rows.filter(({ differs }) => differs).length
  const same = rows.filter(({ isSame }) => isSame).length
  return { differing, same, folded: rows.length - differing - same }
}

function rowOf(
  key: string,
  a: ComparedValue | undefined,
  b: ComparedValue | undefined,
  pseudonyms: Pseudonyms,
): ComparedRow {
  const { group = 'message', name = '' } = a ?? b ?? {}
  const texts = { a: textOf(a), b: textOf(b) }
  const isReplaced = a !== undefined && b !== undefined && pseudonyms.match(a.text, b.text)
  const as = isReplaced ? 'random' : classOf(a ?? b, b)
  return {
    group,
    path: key.slice(group.length + 1),
    name,
    ...texts,
    as,
    differs: isOther(texts, as),
    isSame: texts.a === texts.b && !isReplaced,
  }
}

const textOf = (value: ComparedValue | undefined) => value?.text ?? null

function isOther({ a, b }: Pick<ComparedRow, 'a' | 'b'>, as: ValueClass): boolean {
  return a === null || b === null || (as === 'fixed' && a !== b)
}

/** Values of documents that are the same for every flow are always compared. */
const fixed: ReadonlySet<ValueGroup> = new Set(['check', 'message', 'member'])

function classOf(a: ComparedValue | undefined, b: ComparedValue | undefined): ValueClass {
  if (!a || fixed.has(a.group)) return 'fixed'
  if (times.has(a.name)) return 'time'
  const areTokens = looksLikeJwt(a.text) && looksLikeJwt(b?.text ?? a.text)
  return random.has(a.name) || areTokens ? 'random' : 'fixed'
}
