import type { OAuthMessage } from '@/lib/flow/model/message'
import { paramsOf } from '@/lib/flow/read/message-params'
import { tokensOf } from '@/lib/flow/read/message-tokens'
import { decodeJwt } from '@/lib/jose/decode'
import { isObject, jsonText, jsonTreeOf, type JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { RuleResult } from '@/lib/model/rule-result'
import { withoutQuery } from '@/lib/model/url'

/** Where a value of a message is. */
export type ValueGroup = 'message' | 'header' | 'parameter' | 'claim' | 'check' | 'member'

/** A value of a message that can be compared. */
export interface ComparedValue {
  readonly group: ValueGroup
  /** The names on the way to the value. */
  readonly path: string
  /** The last name, which decides how the value is compared. */
  readonly name: string
  readonly text: string
}

/** Levels of JSON that are compared one by one. Deeper ones are one value. */
const maxDepth = 16

/** Every value of a message, by its place. A repeated name has a number. */
export function valuesOf(message: OAuthMessage): ReadonlyMap<string, ComparedValue> {
  return placed(allValues(message))
}

/** The values of a JSON document by their places. */
export function documentValues(group: 'claim' | 'member', json: JsonObject) {
  return placed(treeValues(group, [], json))
}

/** The claims of a JWT by their places, with the distances of its times. */
export function claimValues(payload: JsonObject): ReadonlyMap<string, ComparedValue> {
  return placed([...treeValues('claim', [], payload), ...distances([], payload)])
}

/** Values by their places. */
export function placed(values: Iterable<ComparedValue>): ReadonlyMap<string, ComparedValue> {
  const found = new Map<string, ComparedValue>()
  for (const value of values) {
    let key = `${value.group} ${value.path}`
    for (let count = 2; found.has(key); count += 1) key = `${value.group} ${value.path}[${count}]`
    found.set(key, value)
  }
  return found
}

function* allValues(message: OAuthMessage): Generator<ComparedValue> {
  if ('method' in message) {
    yield leaf('message', ['method'], message.method)
    yield leaf('message', ['url'], withoutQuery(message.url))
  }
  if ('status' in message) yield leaf('message', ['status'], String(message.status))
  if ('headers' in message) yield* pairs('header', message.headers)
  yield* pairs('parameter', paramsOf(message))
  if ('body' in message && !isRead(message)) yield leaf('message', ['body'], message.body)
  for (const { name, text } of tokensOf(message)) yield* jwtValues(name, text)
  for (const result of message.results)
    yield checkValue(result, result.of === 'message' ? '' : `${result.of} `)
}

/** Verdicts about one token or document. */
export function checkValues(results: readonly RuleResult[]): readonly ComparedValue[] {
  return results.map((result) => checkValue(result, ''))
}

function checkValue({ id, outcome, findings }: RuleResult, lead: string): ComparedValue {
  const codes = findings.map(({ code }) => code)
  return leaf('check', [`${lead}${id}`], [outcome, ...codes].join(' '))
}

/** Whether the body has been read as parameters or members. */
function isRead(message: OAuthMessage & { readonly body: string }): boolean {
  const isForm = 'params' in message && message.params.length > 0
  return isForm || message.body === '' || isObject(jsonTreeOf(message.body))
}

function* pairs(group: 'header' | 'parameter', params: Params): Generator<ComparedValue> {
  for (const [written, text] of params) {
    const name = group === 'header' ? written.toLowerCase() : written
    const tree = jsonTreeOf(text)
    if (tree === null) yield leaf(group, [name], text)
    else yield* treeValues(group, [name], tree)
  }
}

function* jwtValues(name: string, text: string): Generator<ComparedValue> {
  const { header, payload } = decodeJwt(text)
  if (header) yield* treeValues('claim', [name, 'header'], header)
  if (!payload) return
  yield* treeValues('claim', [name], payload)
  yield* distances([name], payload)
}

const distant = ['exp', 'nbf', 'auth_time'] as const

/** Times differ in every flow, but their distance from the issuance should not. */
function* distances(path: readonly string[], payload: JsonObject): Generator<ComparedValue> {
  const { iat } = payload
  for (const claim of distant) {
    const time = payload[claim]
    if (typeof time !== 'number' || typeof iat !== 'number') continue
    yield leaf('claim', [...path, `${claim} − iat`], String(time - iat))
  }
}

function* treeValues(
  group: ValueGroup,
  path: readonly string[],
  value: unknown,
): Generator<ComparedValue> {
  if (path.length > maxDepth) yield leaf(group, path, jsonText(value))
  else if (Array.isArray(value)) yield* listValues(group, path, value)
  else if (isObject(value))
    for (const [name, member] of Object.entries(value))
      yield* treeValues(group, [...path, name], member)
  else yield leaf(group, path, jsonText(value))
}

/** The order of a list of names does not count. */
function* listValues(
  group: ValueGroup,
  path: readonly string[],
  list: readonly unknown[],
): Generator<ComparedValue> {
  if (list.every((item) => typeof item === 'string'))
    yield leaf(group, path, JSON.stringify(list.toSorted()))
  else
    for (const [index, item] of list.entries())
      yield* treeValues(group, [...path, String(index)], item)
}

function leaf(group: ValueGroup, path: readonly string[], text: string): ComparedValue {
  return { group, path: path.join('.'), name: path.at(-1) ?? '', text }
}
