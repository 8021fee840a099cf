import { ukParameters } from '@/lib/jose/critical'
import { signDetached } from '@/lib/jose/sign-detached'
import { signJwt } from '@/lib/jose/sign-jwt'
import type { Issue } from '@/lib/model/issue'
import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import type { PrivateKeyHandle } from '@/lib/model/key'
import type { Params } from '@/lib/model/params'

/** The forms of a signed payload: the two detached ones of the UK, and the JWT of Brazil. */
export type PayloadForm = 'detached' | 'detached-unencoded' | 'jwt'

/** What a signature says about its message. */
export interface SigningContext {
  /** Null if the profile has no signing key. */
  readonly key: PrivateKeyHandle | null
  /** Who signs, as the ecosystem names the client. */
  readonly iss: string
  /** The domain of the trust anchor, for a detached signature. */
  readonly tan: string
  /** The URL that is called. */
  readonly url: string
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly uuid: () => string
}

/** The body as it is sent, and the headers that go with it. */
export interface SignedPayload {
  readonly body: string
  readonly headers: Params
}

/**
 * Signs the body of a request. Never rejects: the issues say why it cannot be signed.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#appendix-F)
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-5.1)
 */
export async function signedPayload(
  form: PayloadForm,
  body: string,
  context: SigningContext,
): Promise<SignedPayload | { readonly issues: readonly Issue[] }> {
  const { key } = context
  if (!key) return { issues: [{ code: 'signing_key_missing' }] }
  try {
    return form === 'jwt'
      ? await asJwt(body, context, key)
      : await detached(form === 'detached', body, context, key)
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    return { issues: [{ code: 'payload_not_signed', seen }] }
  }
}

async function detached(
  isEncoded: boolean,
  body: string,
  { iss, tan, now }: SigningContext,
  { info, privateKey }: PrivateKeyHandle,
): Promise<SignedPayload> {
  const [iatName, issName, tanName] = ukParameters
  const header = {
    alg: info.alg,
    kid: info.kid,
    ...(!isEncoded && { b64: false }),
    [iatName]: secondsOf(now),
    [issName]: iss,
    [tanName]: tan,
    crit: [...(isEncoded ? [] : ['b64']), ...ukParameters],
  }
  const signature = await signDetached(header, new TextEncoder().encode(body), privateKey)
  return { body, headers: [['x-jws-signature', signature]] }
}

/** @see [Open Finance Brasil, Financial-grade API](https://openfinancebrasil.atlassian.net/wiki/spaces/OF) */
async function asJwt(
  body: string,
  { iss, url, now, uuid }: SigningContext,
  { info, privateKey }: PrivateKeyHandle,
): Promise<SignedPayload | { readonly issues: readonly Issue[] }> {
  const content = jsonObjectOf(body)
  if (!content) return { issues: [{ code: 'payload_not_object' }] }
  const claims: JsonObject = {
    aud: url.split('?', 1)[0] ?? url,
    iss,
    jti: uuid(),
    iat: secondsOf(now),
    ...content,
  }
  const header = { alg: info.alg, kid: info.kid, typ: 'JWT' }
  return {
    body: await signJwt(header, claims, privateKey),
    headers: [['content-type', 'application/jwt']],
  }
}

const secondsOf = (milliseconds: number) => Math.floor(milliseconds / 1000)
