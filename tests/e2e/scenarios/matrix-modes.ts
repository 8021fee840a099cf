import { compactDecrypt, decodeJwt, importJWK } from 'jose'
import { expect } from 'vitest'
import type { Pushed, PushOptions } from '../../sandbox/data-consumer.ts'
import { echoedParameters, unknownParameters } from '../../sandbox/response-faults.ts'
import type { StoredMessage, World } from '../support/world.ts'

export type Params = readonly (readonly [name: string, value: unknown])[]

/** One column of the table: what the response is, and what carries it. */
export interface Mode {
  readonly name: string
  readonly push: PushOptions
  readonly container: 'query' | 'fragment' | 'form'
  /** The parameters as the browser carries them, in their order. */
  readonly params: (pushed: Pushed, issuer: string) => Params
  /** The URL without the response; the redirect_uri when absent. */
  readonly target?: string
  /** What a JARM response says inside. */
  readonly inside?: (pushed: Pushed, issuer: string) => object
  /** There is a code that the token endpoint takes. */
  readonly code: boolean
}

const some: string = expect.any(String)

const code = ({ state }: Pushed, issuer: string): Params => [
  ['code', some],
  ['state', state],
  ['iss', issuer],
]

const denied = {
  error: 'access_denied',
  error_description: 'The data provider refused the consent',
}
const uri = { error_uri: 'https://bank.invalid/errors#access_denied' }

const refusal = ({ state }: Pushed, issuer: string): Params =>
  Object.entries({ ...denied, state, iss: issuer, ...uri })

const hybrid = ({ state }: Pushed): Params => [
  ['code', some],
  ['id_token', some],
  ['state', state],
]

const jarm = (): Params => [['response', some]]

const plain = {
  query: { push: { responseMode: 'query' }, container: 'query', params: code, code: true },
  fragment: { push: { responseMode: 'fragment' }, container: 'fragment', params: code, code: true },
  form_post: { push: { responseMode: 'form_post' }, container: 'form', params: code, code: true },
} as const

const inside = ({ state }: Pushed, iss: string) => ({ code: some, state, iss })

const signed = {
  'query.jwt': { push: { responseMode: 'query.jwt' }, container: 'query' },
  'fragment.jwt': { push: { responseMode: 'fragment.jwt' }, container: 'fragment' },
  'form_post.jwt': { push: { responseMode: 'form_post.jwt' }, container: 'form' },
  jwt: { push: { responseMode: 'jwt' }, container: 'query' },
} as const

type Carrying = keyof typeof plain

/** A fault of the response in one of the plain modes. */
const spoiled = (
  mode: Carrying,
  fault: NonNullable<PushOptions['fault']>,
  params: Mode['params'],
  hasCode = true,
): Mode => ({
  ...plain[mode],
  name: `${mode}, ${fault}`,
  push: { ...plain[mode].push, fault },
  params,
  code: hasCode,
})

const both =
  (...added: Params): Mode['params'] =>
  (pushed, issuer) => [...code(pushed, issuer), ...added]

/** The columns that every row is played in. */
export const usualModes: readonly Mode[] = [
  { name: 'query', ...plain.query },
  { name: 'fragment', ...plain.fragment },
  { name: 'form_post', ...plain.form_post },
  { name: 'query.jwt', ...signed['query.jwt'], params: jarm, inside, code: true },
]

/** The columns that only the first row is played in. */
export const otherModes: readonly Mode[] = [
  ...(['fragment.jwt', 'form_post.jwt', 'jwt'] as const).map((name) => ({
    name,
    ...signed[name],
    params: jarm,
    inside,
    code: true,
  })),
  ...(['wide-encrypted-rsa', 'wide-encrypted-ec'] as const).flatMap((clientId) =>
    (['query.jwt', 'form_post.jwt'] as const).map((name) => ({
      name: `${name} of ${clientId}`,
      ...signed[name],
      push: { ...signed[name].push, clientId },
      params: jarm,
      inside,
      code: true,
    })),
  ),
  {
    name: 'query.jwt, error-with-uri',
    ...signed['query.jwt'],
    push: { responseMode: 'query.jwt', fault: 'error-with-uri' },
    params: jarm,
    inside: ({ state }, iss) => ({ ...denied, ...uri, state, iss }),
    code: false,
  },
  ...(['fragment', 'form_post'] as const).map((mode) => ({
    ...plain[mode],
    name: `${mode}, code id_token`,
    push: { ...plain[mode].push, responseType: 'code id_token' },
    params: hybrid,
  })),
  ...(['query', 'fragment', 'form_post'] as const).flatMap((mode) => [
    spoiled(mode, 'error-with-uri', refusal, false),
    spoiled(mode, 'response-unknown', both(...unknownParameters)),
    spoiled(mode, 'response-echo', (...known) => [...echoedParameters, ...code(...known)]),
    spoiled(mode, 'response-code-twice', both(['code', 'a-second-code'])),
    spoiled(mode, 'response-encoded-twice', ({ state }, issuer) => [
      ['code', some],
      ['state', state],
      ['iss', encodeURIComponent(issuer)],
    ]),
    spoiled(
      mode,
      'response-encoding-invalid',
      both(
        ['place', expect.stringMatching(/^caf/)],
        ...(mode === 'form_post' ? [] : [['percent', '100%'] as const]),
      ),
    ),
    spoiled(
      mode,
      'response-not-jwt',
      () => [['response', expect.stringMatching(/^this-is-no-jwt-/)]],
      false,
    ),
  ]),
  {
    name: 'query.jwt, response-echo',
    ...signed['query.jwt'],
    push: { responseMode: 'query.jwt', fault: 'response-echo' },
    params: () => [...echoedParameters, ...jarm()],
    inside,
    code: true,
  },
  spoiled('form_post', 'response-large', both(['padding', expect.stringMatching(/^x{200000,}$/)])),
]

const loginRequired = ({ state }: Pushed, issuer: string): Params => [
  ['error', 'login_required'],
  ['error_description', some],
  ['state', state],
  ['iss', issuer],
]

/** The columns of a silent request of a browser that has no session. */
export const silentModes: readonly Mode[] = (['query', 'fragment', 'form_post'] as const).map(
  (mode) => ({
    ...plain[mode],
    name: `${mode}, login_required`,
    params: loginRequired,
    code: false,
  }),
)

/** Parameters in an order in which they can be compared: Chromium does not tell the order of a form. */
export function inComparableOrder(container: Mode['container'], params: Params): Params {
  if (container !== 'form') return params
  return params.toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)))
}

/** What a JARM response says; empty where it is none. */
export async function openJarm(
  { sandbox }: World,
  { clientId }: Pushed,
  message: StoredMessage,
): Promise<Readonly<Record<string, unknown>>> {
  const text = valueOf(message, 'response')
  const parts = text.split('.').length
  if (parts === 3) return decodeJwt(text)
  if (parts !== 5) return {}
  const client = sandbox.clients.find((each) => each.clientId === clientId)
  const key = await importJWK(client?.encryptionKey?.privateJwk ?? {})
  const { plaintext } = await compactDecrypt(text, key)
  return decodeJwt(new TextDecoder().decode(plaintext))
}

/** The first value of a parameter; empty where it is absent. */
export const valueOf = ({ params = [] }: StoredMessage, name: string): string =>
  params.find(([each]) => each === name)?.[1] ?? ''
