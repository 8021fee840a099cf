import { decodeJwt } from '@/lib/jose/decode'
import { signJwt, unsignedJwt, withFlippedSignature } from '@/lib/jose/sign-jwt'
import { isObject, jsonText, type JsonObject } from '@/lib/model/json'
import { param, paramsIn, type Params } from '@/lib/model/params'
import { isSameJson } from '@/lib/model/same-json'
import type { ProbeDifference } from '@/lib/model/probe'
import type { ChangeFacts, Patch, Patcher, ProbeChange } from '@/lib/oauth/probes/model'

/** The keys of the client, for what has to be signed again. */
export interface ProbeKeys {
  /** The key of client assertions: a private key or, for `client_secret_jwt`, the client secret. */
  readonly assertion: CryptoKey | string | null
  /** The private key for another algorithm; null if it does not support it. */
  keyFor(alg: string): CryptoKey | null
  readonly requestObject: CryptoKey | null
}

/** What a change is made with. */
export interface ProbeTools {
  readonly facts: ChangeFacts
  readonly keys: ProbeKeys
  /** The client assertion of the baseline; null without one. */
  readonly earlierAssertion: string | null
}

/** The parameters after a change. `differences` is empty if nothing changed. */
export interface Changed {
  readonly params: Params
  readonly differences: readonly ProbeDifference[]
}

/** The request cannot be changed like this. */
export class ProbeError extends Error {}

type Apply<K extends ProbeChange['kind']> = (
  params: Params,
  change: Extract<ProbeChange, { kind: K }>,
  tools: ProbeTools,
) => Changed | Promise<Changed>

const unchanged = (params: Params): Changed => ({ params, differences: [] })

const changes: { readonly [K in ProbeChange['kind']]: Apply<K> } = {
  method: (params) => ({ params, differences: [{ name: 'method', from: 'POST', to: 'GET' }] }),

  form: (params, { patch }, tools) => patchParams(params, patch, tools),

  async parameters(params, { patch }, tools) {
    if (param(params, 'request') === undefined) return patchParams(params, patch, tools)
    const { requestObject } = tools.keys
    const changed = await patchJwt('request', params, patch, tools, requestObject)
    // OpenID Connect repeats some parameters next to the request object.
    const repeated = changed.differences.filter(({ name }) => param(params, name) !== undefined)
    return { ...changed, params: repeated.reduce(applied, changed.params) }
  },

  'request-object': (params, { patch }, tools) =>
    patchJwt('request', params, patch, tools, tools.keys.requestObject),

  'request-object-unsigned': (params) => {
    const { header, payload } = opened(params, 'request')
    return replaced(params, 'request', unsignedJwt(header, payload), {
      name: 'alg',
      from: jsonText(header['alg']),
      to: 'none',
    })
  },

  'request-object-signature': (params) => {
    const before = param(params, 'request') ?? ''
    const after = withFlippedSignature(before)
    const start = (jwt: string) => `${jwt.slice(jwt.lastIndexOf('.') + 1).slice(0, 6)}…`
    return after === before
      ? unchanged(params)
      : replaced(params, 'request', after, {
          name: 'signature',
          from: start(before),
          to: start(after),
        })
  },

  'without-request-object': (params) => {
    const { header, payload } = opened(params, 'request')
    const own = Object.entries(payload).filter(([name]) => !ofTheJwt.has(name))
    const claims = paramsIn(Object.fromEntries(own))
    const names = new Set(claims.map(([name]) => name))
    const rest = params.filter(([name]) => name !== 'request' && !names.has(name))
    return {
      params: [...rest, ...claims],
      differences: [{ name: 'request', from: jsonText(header['alg']), to: null }],
    }
  },

  assertion: (params, { patch }, tools) =>
    patchJwt('client_assertion', params, patch, tools, tools.keys.assertion),

  async 'assertion-alg'(params, { alg }, { keys }) {
    const { header, payload } = opened(params, 'client_assertion')
    const key = keys.keyFor(alg)
    if (!key) throw new ProbeError('The key does not support the algorithm')
    if (header['alg'] === alg) return unchanged(params)
    const jwt = await signJwt({ ...header, alg }, payload, key)
    return replaced(params, 'client_assertion', jwt, {
      name: 'alg',
      from: jsonText(header['alg']),
      to: alg,
    })
  },

  'assertion-again': (params, _, { earlierAssertion }) => {
    const fresh = param(params, 'client_assertion')
    if (earlierAssertion === null || fresh === undefined)
      throw new ProbeError('There is nothing to send again')
    const jti = (jwt: string) => jsonText(decodeJwt(jwt).payload?.['jti'] ?? '')
    return replaced(params, 'client_assertion', earlierAssertion, {
      name: 'jti',
      from: jti(fresh),
      to: jti(earlierAssertion),
    })
  },

  // The caller builds the URL without a push.
  'plain-url': (params) => ({
    params,
    differences: [{ name: 'request_uri', from: 'urn:…', to: null }],
  }),
}

/** Makes the one change of a negative test. Throws a `ProbeError` if the request does not have what is changed. */
export async function changeParams(
  params: Params,
  change: ProbeChange,
  tools: ProbeTools,
): Promise<Changed> {
  // The table pairs each kind with its function. The compiler loses this in a union.
  const apply = changes[change.kind] as Apply<ProbeChange['kind']>
  return apply(params, change, tools)
}

/** Claims of a request object that are not parameters of the request. */
const ofTheJwt: ReadonlySet<string> = new Set(['iss', 'aud', 'exp', 'iat', 'nbf', 'jti', 'sub'])

interface Opened {
  readonly header: JsonObject
  readonly payload: JsonObject
}

function opened(params: Params, name: string): Opened {
  const text = param(params, name)
  const { header, payload } = decodeJwt(text ?? '')
  if (!isObject(header) || !isObject(payload)) throw new ProbeError(`No JWT in ${name}`)
  return { header, payload }
}

function replaced(
  params: Params,
  name: string,
  value: string,
  difference: ProbeDifference,
): Changed {
  return { params: withValue(params, name, value), differences: [difference] }
}

const withValue = (params: Params, name: string, value: string): Params =>
  params.map(([each, old]) => [each, each === name ? value : old])

async function patchJwt(
  name: 'request' | 'client_assertion',
  params: Params,
  patch: Patcher,
  { facts }: ProbeTools,
  key: CryptoKey | string | null,
): Promise<Changed> {
  const { header, payload } = opened(params, name)
  const { object, differences } = patched(payload, patch(facts, payload))
  if (differences.length === 0) return unchanged(params)
  if (key === null) throw new ProbeError(`No key for ${name}`)
  const jwt = await signJwt(header, object, key)
  return { params: withValue(params, name, jwt), differences }
}

function patchParams(params: Params, patch: Patcher, { facts }: ProbeTools): Changed {
  const current = Object.fromEntries(params)
  const { differences } = patched(current, patch(facts, current))
  return { params: differences.reduce(applied, params), differences }
}

/** The parameters with a new value, or without the parameter. */
function applied(params: Params, { name, to }: ProbeDifference): Params {
  if (to === null) return params.filter(([each]) => each !== name)
  return param(params, name) === undefined ? [...params, [name, to]] : withValue(params, name, to)
}

function patched(
  current: JsonObject,
  patch: Patch,
): { readonly object: JsonObject; readonly differences: readonly ProbeDifference[] } {
  const changed = Object.entries(patch).filter(([name, value]) => !isSameJson(current[name], value))
  const values = { ...current, ...Object.fromEntries(changed) }
  return {
    object: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    differences: changed.map(([name, value]) => ({
      name,
      from: textOf(current[name]),
      to: textOf(value),
    })),
  }
}

const textOf = (value: unknown) => (value === undefined ? null : jsonText(value))
