import { base64url } from 'jose'
import { sha256Of } from '@/lib/jose/hashes'
import { decodeJwt } from '@/lib/jose/decode'
import { checkKeyBinding } from '@/lib/jose/key-binding'
import { openSdJwt } from '@/lib/jose/sd-jwt'
import { verifyJwt } from '@/lib/jose/verify'
import type { JsonObject } from '@/lib/model/json'
import type { JudgingContext } from '@/lib/facts/judging-context'
import type { Artefacts } from '@/lib/rules/artefacts'
import { context, issuer } from './artefacts'
import { compact, createKey, now, ps256, sign, type TestKey } from './tokens'

export const holder = await createKey('ES256', 'holder')
const salt = 'lklxF5jMYlGTPUovMNIvCA'
const secondSalt = '2GLC42sKQveCfGfryNRN9w'

/** A disclosure of these elements, or of a text that is encoded unchanged. */
export const disclosureOf = (content: unknown) =>
  base64url.encode(typeof content === 'string' ? content : JSON.stringify(content))

export const givenName = disclosureOf([secondSalt, 'given_name', 'John'])
export const nationality = disclosureOf([salt, 'DE'])

/** The claims of an SD-JWT with a disclosed name and a disclosed nationality, and a decoy. */
export const sdClaims: JsonObject = {
  iss: issuer,
  iat: now - 5,
  exp: now + 300,
  _sd_alg: 'sha-256',
  _sd: [await sha256Of(givenName), 'decoy'],
  nationalities: [{ '...': await sha256Of(nationality) }, 'FR'],
  cnf: { jwk: holder.jwk },
}
export const bindingHeader: JsonObject = { typ: 'kb+jwt' }
export const bindingClaims: JsonObject = {
  iat: now,
  aud: 'https://verifier.example',
  nonce: 'v-1',
}

const without = (members: JsonObject) => JSON.parse(JSON.stringify(members)) as JsonObject

/** With another `alg` the signature cannot be right. */
const isOf = ({ alg }: TestKey, header: JsonObject) => !('alg' in header) || header['alg'] === alg

interface Content {
  /** Claims that differ; undefined removes one. */
  readonly claims?: JsonObject
  readonly header?: JsonObject
  readonly disclosures?: readonly string[]
  /** What follows the last `~`. */
  readonly end?: string
}

/** An SD-JWT without key binding. */
export async function sdJwtText(content: Content = {}): Promise<string> {
  const { claims = {}, header = {}, disclosures = [givenName, nationality], end = '' } = content
  const payload = without({ ...sdClaims, ...claims })
  const isSigned = isOf(ps256, header)
  const signed = isSigned
    ? await sign(payload, header)
    : compact({ kid: ps256.jwk.kid, ...header }, payload)
  return [signed, ...disclosures, end].join('~')
}

interface Binding {
  readonly claims?: JsonObject
  readonly header?: JsonObject
  readonly key?: TestKey
}

/** An SD-JWT with a key binding JWT. */
export async function boundText(presented: string, binding: Binding = {}): Promise<string> {
  const { claims = {}, header = {}, key = holder } = binding
  const payload = without({
    ...bindingClaims,
    sd_hash: await sha256Of(presented),
    ...claims,
  })
  const members = { ...bindingHeader, ...header }
  const isSigned = isOf(key, members)
  const jwt = isSigned ? await sign(payload, members, key) : compact(members, payload)
  return presented + jwt
}

type Keys = readonly JsonObject[] | null

interface Means {
  readonly keys?: Keys
  readonly nonce?: string | null
  readonly context?: JudgingContext
}

/** An SD-JWT, opened and verified, with its key binding JWT. */
export async function openedText(text: string, means: Means = {}) {
  const { keys = [ps256.jwk], nonce = null, context: judgingContext = context } = means
  const jwt = decodeJwt(text)
  const verification = await verifyJwt(jwt, keys && { keys, source: 'pasted' })
  const { sdJwt: parts, payload } = jwt
  const opened = parts &&
    payload && {
      ...(await openSdJwt(parts, payload)),
      keyBinding: await checkKeyBinding(parts, payload, nonce),
    }
  return { jwt, verification, sdJwt: opened, context: judgingContext }
}

/** The artefact of the rules about an SD-JWT. */
export async function sdJwt(text: string, means: Means = {}): Promise<Artefacts['sd-jwt']> {
  const { sdJwt: opened, ...rest } = await openedText(text, means)
  return { ...rest, opened }
}

/** The artefact of the rules about a key binding JWT. */
export async function keyBinding(
  text: string,
  means: Means = {},
): Promise<Artefacts['key-binding-jwt']> {
  const { jwt, sdJwt: opened, context: judgingContext } = await openedText(text, means)
  if (!opened?.keyBinding) throw new Error('no key binding JWT')
  return { ...opened.keyBinding, issuerSigned: jwt, context: judgingContext }
}
