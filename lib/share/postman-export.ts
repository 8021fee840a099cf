import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointRequest } from '@/lib/flow/read/endpoint-response'
import { textPieces, valuePieces, type Piece } from '@/lib/model/masking'
import type { Params } from '@/lib/model/params'
import { formDecode, percentEncoded, splitUrl } from '@/lib/model/url'
import { endpointMembers } from '@/lib/oauth/endpoint-members'

/** The name of a variable and its value. */
type Variable = readonly [name: string, value: string]

/**
 * The calls of flows as a Postman collection. Each secret is a variable of the environment that belongs to it. In
 * safe mode, the flows must have been redacted.
 *
 * @see [Postman Collection Format 2.1](https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html)
 */
export function postmanCollection(flows: readonly Flow[]): string {
  const variables = createVariables()
  const item = flows.flatMap(({ messages }) =>
    messages.filter(isCall).map((message) => itemOf(message, variables)),
  )
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
  return textOf({ info: { name: nameOf(flows), schema }, item })
}

/** The environment of the same collection. In safe mode, its secrets are empty. */
export function postmanEnvironment(flows: readonly Flow[], isSafe: boolean): string {
  const variables = createVariables()
  for (const message of flows.flatMap(({ messages }) => messages.filter(isCall)))
    itemOf(message, variables)
  const facts = flows.slice(0, 1).flatMap(factsOf)
  const secrets = variables.list().map(([name, value]) => valueOf(name, isSafe ? '' : value, true))
  return textOf({
    name: nameOf(flows),
    values: [...facts.map(([name, value]) => valueOf(name, value, false)), ...secrets],
    _postman_variable_scope: 'environment',
  })
}

const textOf = (file: object) => `${JSON.stringify(file, null, 2)}\n`

const valueOf = (key: string, value: string, isSecret: boolean) => ({
  key,
  value,
  type: isSecret ? 'secret' : 'default',
  enabled: true,
})

const nameOf = (flows: readonly Flow[]) => flows[0]?.name ?? flows[0]?.issuer ?? 'Parley'

type Call = (EndpointRequest | Extract<OAuthMessage, { kind: 'authorization-request' }>) &
  OAuthMessage

const isCall = (message: OAuthMessage): message is Call =>
  message.kind === 'authorization-request' || isEndpointRequest(message)

/** The client and the server, with the names that the Postman import knows. */
function factsOf({ issuer, clientId, redirectUris, requested, messages }: Flow) {
  const endpoints = Object.entries({ authorization: 'authorization_endpoint', ...endpointMembers })
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['issuer', issuer],
    ['client_id', clientId],
    ['redirect_uri', redirectUris[0]],
    ['scope', requested.scope],
    ...endpoints.map(([endpoint, member]) => {
      const call = messages.filter(isCall).find(({ kind }) => kind === `${endpoint}-request`)
      return [member, call && splitUrl(call.url).base] as const
    }),
  ]
  return facts.flatMap(([name, value]): readonly Variable[] => (value ? [[name, value]] : []))
}

function itemOf(message: Call, { filled }: Variables) {
  const { kind, method, url } = message
  const isEndpoint = isEndpointRequest(message)
  const headers = isEndpoint ? message.headers.filter(([name]) => !leftOut.test(name)) : []
  return {
    name: kind,
    request: {
      method,
      header: headers.map(([key, value]) => ({ key, value: filled(headerPieces(key, value)) })),
      url: urlOf(url, filled),
      ...(isEndpoint && message.body !== '' && { body: bodyOf(message, filled) }),
    },
    response: [],
  }
}

/** Postman adds its own, or only a browser sends it. */
const leftOut = /^(?:content-length|cookie|host|referer|sec-.*)$/i

type Fill = Variables['filled']

/** A DPoP proof is valid for one request only. */
function headerPieces(name: string, value: string): readonly Piece[] {
  return name.toLowerCase() === 'dpop'
    ? [{ text: value, secret: 'dpop_proof' }]
    : valuePieces('header', name, value)
}

function urlOf(url: string, filled: Fill) {
  const { base, query } = splitUrl(url)
  const plain = filled(textPieces(base, 'parameter'))
  if (query === null) return { raw: plain }
  const pairs = pairsOf(formDecode(query), filled)
  const encoded = pairs.map(({ key, value }) => `${percentEncoded(key)}=${encodedAround(value)}`)
  return { raw: `${plain}?${encoded.join('&')}`, query: pairs }
}

/** Postman looks for variables before it encodes anything. */
const encodedAround = (value: string) =>
  value
    .split(/(\{\{\w+\}\})/)
    .map((part, at) => (at % 2 === 1 ? part : percentEncoded(part)))
    .join('')

const pairsOf = (params: Params, filled: Fill) =>
  params.map(([key, value]) => ({ key, value: filled(valuePieces('parameter', key, value)) }))

function bodyOf({ body, params }: EndpointRequest, filled: Fill) {
  return params.length > 0
    ? { mode: 'urlencoded', urlencoded: pairsOf(params, filled) }
    : { mode: 'raw', raw: filled(textPieces(body, 'parameter')) }
}

interface Variables {
  /** The text with a variable in the place of each secret. */
  filled(pieces: readonly Piece[]): string
  list(): readonly Variable[]
}

/** Each value has one variable; a second value of the same name gets a number. */
function createVariables(): Variables {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  const add = (value: string, secret: string): string => {
    const known = names.get(value)
    if (known !== undefined) return known
    const stem = secret.toLowerCase().replaceAll(/\W/g, '_')
    const count = (counts.get(stem) ?? 0) + 1
    counts.set(stem, count)
    const name = count === 1 ? stem : `${stem}_${count}`
    names.set(value, name)
    return name
  }
  return {
    filled: (pieces) =>
      pieces
        .map(({ text, secret }) => (secret === null ? text : `{{${add(text, secret)}}}`))
        .join(''),
    list: () => [...names].map(([value, name]) => [name, value]),
  }
}
