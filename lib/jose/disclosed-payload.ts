import { isObject, type JsonObject } from '@/lib/model/json'
import type { ReadDisclosure } from './disclosure'
import { sdJwtIssue, type SdJwtIssue, type SdJwtIssueCode } from './sd-jwt-issues'

/** Levels of objects and arrays in the payload. The levels of disclosures in disclosures add up. */
const maxDepth = 64

/** Maximum characters of a path. */
const maxPath = 200

/** The state of one walk through a payload that inserts what its digests refer to. */
export interface Insertion {
  readonly read: readonly ReadDisclosure[]
  /** The position of each disclosure, by its digest. */
  readonly byDigest: ReadonlyMap<string, number>
  readonly issues: SdJwtIssue[]
  /** All digests in the payload and in disclosed values. */
  readonly seen: Set<string>
  /** The path of each disclosure that a digest refers to. */
  readonly paths: Map<number, string>
}

/** The path of a value and its depth. */
interface Place {
  readonly path: string
  readonly depth: number
}

export function startInsertion(
  digests: readonly (string | null)[],
  read: readonly ReadDisclosure[],
): Insertion {
  const byDigest = new Map<string, number>()
  const issues: SdJwtIssue[] = []
  for (const [index, digest] of digests.entries()) {
    if (digest === null) continue
    if (byDigest.has(digest)) issues.push(sdJwtIssue('disclosure_twice', index))
    else byDigest.set(digest, index)
  }
  return { read, byDigest, issues, seen: new Set(), paths: new Map() }
}

/** The payload with the disclosed values and without digests. */
export function insertInto(payload: JsonObject, insertion: Insertion): JsonObject {
  return objectWith(payload, { path: '', depth: 0 }, insertion)
}

/** Disclosures that no digest refers to. */
export function unreferenced({ byDigest, paths, read }: Insertion): readonly SdJwtIssue[] {
  return [...byDigest.values()]
    .filter((index) => !paths.has(index))
    .map((index) => sdJwtIssue('unreferenced', index, read[index]?.name ?? undefined))
}

function valueWith(value: unknown, place: Place, insertion: Insertion): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (place.depth > maxDepth) {
    note(insertion, 'too_deep', place)
    return null
  }
  return isObject(value)
    ? objectWith(value, place, insertion)
    : itemsWith(value as readonly unknown[], place, insertion)
}

function objectWith(object: JsonObject, place: Place, insertion: Insertion): JsonObject {
  const members = new Map<string, unknown>()
  for (const [name, value] of Object.entries(object)) {
    if (name === '_sd') continue
    if (name === '...') note(insertion, 'ellipsis', place)
    else if (name !== '_sd_alg') members.set(name, valueWith(value, inside(place, name), insertion))
    else if (place.depth > 0) note(insertion, 'alg_nested', place)
  }
  for (const digest of digestsIn(object, place, insertion))
    insertMember(digest, members, place, insertion)
  return Object.fromEntries(members)
}

/** @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2.4.1) */
function digestsIn(object: JsonObject, place: Place, insertion: Insertion): readonly string[] {
  if (!Object.hasOwn(object, '_sd')) return []
  const value = object['_sd']
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  const digests = list.filter((each) => typeof each === 'string')
  if (!Array.isArray(value) || digests.length < list.length) note(insertion, 'sd_type', place)
  return digests
}

function insertMember(
  digest: string,
  members: Map<string, unknown>,
  place: Place,
  insertion: Insertion,
): void {
  const disclosed = disclosureFor(digest, 'property', place, insertion)
  if (!disclosed) return
  const { index, value, name } = disclosed
  const inner = inside(place, name ?? '')
  insertion.paths.set(index, inner.path)
  if (members.has(name ?? '')) insertion.issues.push(sdJwtIssue('name_exists', index, inner.path))
  else members.set(name ?? '', valueWith(value, inner, insertion))
}

/** @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.2.4.2) */
function itemsWith(
  items: readonly unknown[],
  place: Place,
  insertion: Insertion,
): readonly unknown[] {
  return items.flatMap((item, at) => {
    const inner = inside(place, `[${at}]`)
    if (!isObject(item) || !Object.hasOwn(item, '...')) return [valueWith(item, inner, insertion)]
    const digest = item['...']
    if (typeof digest !== 'string' || Object.keys(item).length > 1) {
      note(insertion, 'ellipsis', inner)
      return []
    }
    const disclosed = disclosureFor(digest, 'element', inner, insertion)
    return disclosed ? [valueWith(disclosed.value, inner, insertion)] : []
  })
}

/** The disclosure that a digest refers to. Each digest is followed once, so that no value is inserted twice. */
function disclosureFor(
  digest: string,
  form: 'property' | 'element',
  { path }: Place,
  { read, byDigest, issues, seen, paths }: Insertion,
): (ReadDisclosure & { readonly index: number }) | null {
  const index = byDigest.get(digest)
  if (seen.has(digest)) {
    issues.push(sdJwtIssue('digest_twice', index ?? null, digest))
    return null
  }
  seen.add(digest)
  const disclosure = index === undefined ? undefined : read[index]
  if (index === undefined || !disclosure) return null
  paths.set(index, path)
  if (disclosure.form === form) return { ...disclosure, index }
  // A malformed disclosure has an issue of its own.
  if (disclosure.form !== null)
    issues.push(sdJwtIssue(form === 'property' ? 'not_for_object' : 'not_for_array', index))
  return null
}

function note({ issues }: Insertion, code: SdJwtIssueCode, { path }: Place): void {
  issues.push(sdJwtIssue(code, null, path || undefined))
}

function inside({ path, depth }: Place, name: string): Place {
  const short = name.slice(0, maxPath)
  const whole = path && !short.startsWith('[') ? `${path}.${short}` : path + short
  const cut = whole.length > maxPath ? `…${whole.slice(1 - maxPath)}` : whole
  return { path: cut, depth: depth + 1 }
}
