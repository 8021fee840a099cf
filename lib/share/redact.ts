import type { Flow } from '@/lib/flow/model/flow'
import { decodeJwt } from '@/lib/jose/decode'
import { isObject, type JsonObject } from '@/lib/model/json'
import type { Place } from '@/lib/model/credentials'
import {
  createTable,
  type ReceiptRow,
  type RedactionTable,
  type UnknownValue,
} from './redaction-table'
import { redactText, redactValue } from './redact-text'
import type { TextRedaction } from './text-redaction'
import { isKnownPublic, redactionKind } from './redact-kinds'

/** `safe`: without secrets. `complete`: everything as it was observed, for those who may have it. */
export type ShareMode = 'safe' | 'complete'

export interface RedactOptions {
  /** Personal data stays. Secrets never do. */
  readonly keepsPersonal: boolean
  /** Values that look like secrets and that the tester keeps. */
  readonly kept: ReadonlySet<string>
}

export const defaultRedaction: RedactOptions = { keepsPersonal: false, kept: new Set() }

/** What leaves Parley, and what was replaced in it. */
export interface Redacted {
  readonly flows: readonly Flow[]
  readonly receipt: readonly ReceiptRow[]
  /** Values that look like secrets and have names that Parley does not know. They are replaced as well. */
  readonly unknown: readonly UnknownValue[]
  /** A further text of the export with the same pseudonyms, such as a note. */
  readonly text: (text: string) => string
}

/** Texts inside each other are read again. Real messages are read three times at most. */
const maxReadings = 40
const minBudget = 1_000_000

/**
 * Flows without secrets. First the values with sensitive names are collected, wherever they are. Then each of
 * them is replaced wherever it occurs in a text that leaves, in any encoding, and a text in which one is still
 * found is replaced as a whole.
 */
export function redactFlows(flows: readonly Flow[], options: RedactOptions): Redacted {
  const table = createTable({ ...options, notPersonal: publicValues(flows) })
  const [safe, replace] = inTwoPasses(table, flows)
  return {
    flows: safe as readonly Flow[],
    receipt: table.receipt(),
    unknown: table.unknown(),
    text: (text) => finished(table, redactText(replace, text, 'member')),
  }
}

/** Tokens without secrets that are not part of a flow. The names of their issuers and clients stay. */
export function redactTokens(tokens: readonly string[]): readonly string[] {
  const table = createTable({ ...defaultRedaction, notPersonal: namesIn(tokens) })
  const pairs = tokens.map((text) => ({ params: [['access_token', text]] as const }))
  const [safe] = inTwoPasses(table, pairs)
  return (safe as typeof pairs).map(({ params }) => params[0][1])
}

/** Collects the values first, then replaces them; with the second pass, for further texts. */
function inTwoPasses(
  table: RedactionTable,
  values: readonly unknown[],
): readonly [safe: readonly unknown[], replace: TextRedaction] {
  const characters = minBudget + maxReadings * JSON.stringify(values).length
  const pass = (collects: boolean): TextRedaction => ({
    table,
    collects,
    budget: { characters },
    forms: [],
    read: new Set(),
  })
  const collect = pass(true)
  for (const value of values) redacted(collect, value, '')
  for (const { text, place, depth } of collect.forms) redactText(collect, text, place, depth)
  const replace = pass(false)
  return [values.map((value) => redacted(replace, value, '')), replace]
}

/** Claims with the names of servers and clients. */
const partyClaims = ['iss', 'aud', 'azp', 'client_id'] as const

function namesIn(tokens: readonly string[]): ReadonlySet<string> {
  const payloads = tokens.map((text) => decodeJwt(text).payload ?? {})
  const values = payloads.flatMap((payload) => partyClaims.flatMap((name) => payload[name] ?? []))
  return new Set(values.filter((value) => typeof value === 'string'))
}

/** Values that name the client and the server. */
function publicValues(flows: readonly Flow[]): ReadonlySet<string> {
  return new Set(
    flows
      .flatMap(({ issuer, clientId, redirectUris, requested }) => [
        issuer,
        clientId,
        ...[issuer ?? '', ...redirectUris].flatMap((uri) => [uri, ...uri.split(/[/?#]/)]),
        ...(requested.scope?.split(' ') ?? []),
      ])
      .filter((value): value is string => value !== null && value !== ''),
  )
}

/** Members with fixed words. Words of a message never have this form and this name. */
const wordMembers: ReadonlySet<string> = new Set(
  (
    'kind source ruleProfile ownRuleProfile matchedBy outcome severity refs on of frame responseMode via state status reason ' +
    'defence'
  ).split(' '),
)
const fixedWord = /^[\w.-]{1,60}$/

/** Members with the ids of Parley. Those of an imported flow come from outside. */
const idMembers: ReadonlySet<string> = new Set(
  'id messageId requestMessageId profileId storedRequestId dpopKeyId cookieStoreId exchangeDue chains'.split(
    ' ',
  ),
)

/** Members with texts from outside that may be a secret as a whole, or have one in their path. */
const observed: ReadonlySet<string> = new Set(['body', 'url', 'target', 'passedOn'])

/** Members of a flow that are parameters, with their names in OAuth. */
const parameterNames: Readonly<Record<string, string>> = {
  codeVerifier: 'code_verifier',
  authorizationDetails: 'authorization_details',
  claims: 'claims',
  nonce: 'nonce',
  requestUri: 'request_uri',
}

/** A value of the flow with its texts redacted, by the member that contains it. */
function redacted(by: TextRedaction, value: unknown, member: string): unknown {
  if (typeof value === 'string') return textOf(by, value, member)
  if (Array.isArray(value)) {
    if (member === 'params' || member === 'headers')
      return value.map((pair) => pairOf(by, pair, member))
    return value.map((item) => redacted(by, item, member))
  }
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, special(by, value, name, item)]),
  )
}

/** The name in OAuth of a text whose member does not say it; null for any other text. */
const nameReaders: readonly ((object: JsonObject, member: string) => unknown)[] = [
  // A token of the flow.
  (object, member) => ('messageId' in object && member === 'value' ? object['kind'] : null),
  // What the tester expects.
  (object, member) => ('nonce' in object && member === 'state' ? 'state' : null),
  // A change of a release.
  (object, member) =>
    'to' in object && (member === 'from' || member === 'to') ? object['name'] : null,
]

function special(by: TextRedaction, object: JsonObject, member: string, item: unknown): unknown {
  if (member === 'results' && Array.isArray(item)) return item.map((result) => resultOf(by, result))
  if (typeof item !== 'string') return redacted(by, item, member)
  const name = nameReaders
    .map((read) => read(object, member))
    .find((each) => typeof each === 'string')
  return typeof name === 'string'
    ? valueOf(by, 'parameter', name, item)
    : redacted(by, item, member)
}

function pairOf(by: TextRedaction, pair: unknown, member: 'params' | 'headers'): unknown {
  if (!Array.isArray(pair)) return redacted(by, pair, '')
  const [name, value] = pair as unknown as readonly [string, string]
  const place: Place = member === 'params' ? 'parameter' : 'header'
  return [finished(by.table, name, by.collects), valueOf(by, place, name, value)]
}

function valueOf(by: TextRedaction, place: Place, name: string, value: string): string {
  return finished(by.table, redactValue(by, { place, name, value }), by.collects)
}

function textOf(by: TextRedaction, text: string, member: string): string {
  if (wordMembers.has(member) && fixedWord.test(text)) return text
  if (idMembers.has(member)) return finished(by.table, text, by.collects)
  const name = parameterNames[member]
  if (name !== undefined) return valueOf(by, 'parameter', name, text)
  if (observed.has(member)) return valueOf(by, 'member', member, text)
  return finished(by.table, redactText(by, text, 'member'), by.collects)
}

/** Evidence repeats values of the messages. Words of the rules in it are not values. */
function resultOf(by: TextRedaction, result: unknown): unknown {
  if (!isObject(result) || !Array.isArray(result['findings'])) return redacted(by, result, '')
  const about = typeof result['about'] === 'string' ? result['about'] : ''
  const findings = result['findings'].map((finding: unknown) => findingOf(by, finding, about))
  return { ...result, findings }
}

function findingOf(by: TextRedaction, finding: unknown, about: string): unknown {
  if (!isObject(finding)) return finding
  const shown = Object.entries(finding).map(([name, item]) => {
    const isEvidence = (name === 'seen' || name === 'expected') && typeof item === 'string'
    return [name, isEvidence ? evidence(by, item, about) : item]
  })
  return Object.fromEntries(shown)
}

function evidence(by: TextRedaction, text: string, about: string): string {
  // Without the name, because a rule may report a type or a length instead of the value.
  const isPublic = redactionKind('claim', about) === null && isKnownPublic('claim', about)
  const name = isPublic ? about : 'evidence'
  const inside = redactText(by, text, 'claim')
  const shown = inside === text ? redactValue(by, { place: 'header', name, value: text }) : inside
  return finished(by.table, shown, by.collects)
}

const removed = { stem: 'removed', of: 'secret' } as const

/** The text without any value that was collected. */
function finished(table: RedactionTable, text: string, collects = false): string {
  if (collects) return text
  const replaced = table.replace(text)
  return table.leaks(replaced) ? table.name(replaced, removed) : replaced
}
