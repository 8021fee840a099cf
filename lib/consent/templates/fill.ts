import type {
  ConsentTemplate,
  PayloadSigning,
  TemplateRequest,
} from '@/lib/flow/model/flow-consent'
import { isObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { inPath } from '@/lib/model/url'
import { fillText, hasVariables, type Filled, type VariableScope } from '@/lib/oauth/variables'

/** What the variables of a template stand for. */
export interface TemplateScope {
  readonly texts: VariableScope
  /** Values that are not texts, which replace a whole text `{{name}}`. */
  readonly typed: ReadonlyMap<string, unknown>
  /** Texts that the tester left empty: members with them are not sent. */
  readonly empty: ReadonlySet<string>
}

/** The name of the variable with the id of the consent. */
export const consentIdVariable = 'consent.id'

/**
 * The scope of a template: its own values come before those of the profile. `resource_base` is the first resource
 * server of the profile, unless it is given.
 */
export function templateScope(
  { values }: Pick<ConsentTemplate, 'values'>,
  base: VariableScope,
  resourceServers: readonly string[],
): TemplateScope {
  const texts = new Map(base.values)
  const server = resourceServers[0]?.replace(/\/$/, '')
  if (server !== undefined && !texts.has('resource_base')) texts.set('resource_base', server)
  const typed = new Map<string, unknown>()
  const empty = new Set<string>()
  for (const { name, kind, value } of values) {
    if (kind !== 'text') typed.set(name, value)
    else if (value === '') empty.add(name)
    else setFilled(name, fillText(String(value), { ...base, values: texts }), texts)
    if (kind === 'number') texts.set(name, String(value))
  }
  // What the profile or its resource server says stands for a base that is left empty.
  if (texts.has('resource_base')) empty.delete('resource_base')
  return { texts: { ...base, values: texts }, typed, empty }
}

/** A value with an unknown variable has no value, so that calls with it are not sent. */
function setFilled(
  name: string,
  { value, unknown }: Filled<string>,
  texts: Map<string, string>,
): void {
  if (unknown.length === 0) texts.set(name, value)
  else texts.delete(name)
}

/** The same scope with the id of the consent. */
export function withConsentId(scope: TemplateScope, id: string): TemplateScope {
  const values = new Map(scope.texts.values).set(consentIdVariable, id)
  return { ...scope, texts: { ...scope.texts, values } }
}

const whole = /^\{\{([^{}|]{1,100})\}\}$/

/** A member that is left out. */
const left = Symbol('left out')

/** Fills the texts of a JSON value. Members whose value is empty are left out. */
export function fillTemplate(json: unknown, scope: TemplateScope): Filled<unknown> {
  const unknown: string[] = []
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return fillOne(value, scope, unknown)
    if (Array.isArray(value)) return value.map(fill).filter((each) => each !== left)
    if (!isObject(value)) return value
    const members = Object.entries(value).map(([name, member]) => [name, fill(member)] as const)
    return Object.fromEntries(members.filter(([, member]) => member !== left))
  }
  const value = fill(json)
  return { value: value === left ? null : value, unknown }
}

function fillOne(text: string, { texts, typed, empty }: TemplateScope, unknown: string[]): unknown {
  const name = whole.exec(text)?.[1]?.trim()
  if (name !== undefined && typed.has(name)) {
    const value = typed.get(name)
    const inside = fillTemplate(value, { texts, typed: new Map(), empty: new Set() })
    unknown.push(...inside.unknown)
    return inside.value
  }
  if (name !== undefined && empty.has(name)) return left
  const filled = fillText(text, texts)
  unknown.push(...filled.unknown)
  return filled.value
}

/** A request of a template, ready to be sent. */
export interface FilledRequest {
  readonly method: string
  readonly url: string
  readonly headers: Params
  readonly body: string
  readonly form: Params
  /** Null if the body is not signed. */
  readonly sign: FilledSigning | null
  readonly unknown: readonly string[]
}

/** How a body is signed. */
export interface FilledSigning {
  readonly form: 'detached' | 'detached-unencoded' | 'jwt'
  readonly iss: string
  readonly tan: string
}

/** Fills a request. The id is percent-encoded in the URL, so that it cannot name another path. */
export function fillRequest(request: TemplateRequest, scope: TemplateScope): FilledRequest {
  const id = scope.texts.values.get(consentIdVariable)
  const forUrl = id === undefined ? scope : withConsentId(scope, inPath(id))
  const url = fillText(request.url, forUrl.texts)
  const unknown = [...url.unknown]
  const pairs = (given: Params): Params =>
    given.flatMap(([name, text]) => {
      const value = fillOne(text, scope, unknown)
      return typeof value === 'string' ? [[name, value] as const] : []
    })
  const body = request.body === null ? null : fillTemplate(request.body, scope)
  unknown.push(...(body?.unknown ?? []))
  return {
    method: request.method,
    url: url.value,
    headers: pairs(request.headers),
    body: body === null ? '' : JSON.stringify(body.value),
    form: pairs(request.form),
    sign: request.sign && body !== null ? fillSigning(request.sign, scope, unknown) : null,
    unknown: [...new Set(unknown)],
  }
}

/** Without a signer, a detached signature is left out. A JWT needs its issuer. */
function fillSigning(
  { form, iss, tan = '', b64 = true }: PayloadSigning,
  scope: TemplateScope,
  unknown: string[],
): FilledSigning | null {
  const textOf = (text: string) => {
    const value = fillOne(text, scope, unknown)
    return typeof value === 'string' ? value : ''
  }
  const signer = textOf(iss)
  if (signer === '' && form === 'detached') return null
  if (signer === '') unknown.push(iss.replace(/^\{\{|\}\}$/g, '').trim())
  const isEncoded = typeof b64 === 'boolean' ? b64 : fillOne(b64, scope, unknown) !== false
  return {
    form: form === 'jwt' ? 'jwt' : isEncoded ? 'detached' : 'detached-unencoded',
    iss: signer,
    tan: textOf(tan),
  }
}

/** The variables that a template names and does not define itself. */
export function freeVariables(template: ConsentTemplate): readonly string[] {
  const own = new Set(template.values.map(({ name }) => name))
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value === 'string' && hasVariables(value))
      for (const [, name = ''] of value.matchAll(/\{\{([^{}|]{1,100})(?:\|[^{}]{0,100})?\}\}/g))
        found.add(name.trim())
    else if (Array.isArray(value)) value.forEach(look)
    else if (isObject(value)) Object.values(value).forEach(look)
  }
  look(template)
  return [...found].filter((name) => !own.has(name))
}
