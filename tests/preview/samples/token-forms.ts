import { base64url, FlattenedSign, GeneralSign, generateKeyPair, SignJWT, exportJWK } from 'jose'
import { sha256Of } from '@/lib/jose/hashes'
import { issuer } from '../../ui/panel/sample'
import { signed } from './bank'

const encoder = new TextEncoder()
const holder = await generateKeyPair('ES256', { extractable: true })
const jwk = await exportJWK(holder.publicKey)

const disclosure = (...elements: readonly unknown[]) => base64url.encode(JSON.stringify(elements))

/** An SD-JWT that discloses three claims, one of them in another, and withholds two. */
export async function sdJwtAt(now: number): Promise<string> {
  const seconds = Math.floor(now / 1000)
  const region = disclosure('2GLC42sKQveCfGfryNRN9w', 'region', 'Selangor')
  const shown = [
    disclosure('eluV5Og3gSNII8EYnsxA_A', 'account_holder', 'Test Holder'),
    disclosure('6Ij7tM-a5iVPGboS5tmvVA', 'address', {
      _sd: [await sha256Of(region)],
      country: 'MY',
    }),
  ]
  const hidden = ['account_number', 'bank_code'].map((name) => disclosure('salt', name, '0'))
  const digests = await Promise.all([...shown, ...hidden].map(sha256Of))
  const payload = {
    iss: issuer,
    iat: seconds,
    exp: seconds + 3600,
    vct: 'urn:account',
    _sd: digests,
  }
  const jwt = await signed({ ...payload, cnf: { jwk } }, { typ: 'dc+sd-jwt' })
  return `${[jwt, ...shown, region].join('~')}~`
}

/** The same, bound to a verifier. */
export async function boundSdJwtAt(now: number): Promise<string> {
  const text = await sdJwtAt(now)
  const claims = {
    iat: Math.floor(now / 1000),
    aud: 'https://verifier.example',
    nonce: 'n-0S6_WzA2Mj',
    sd_hash: await sha256Of(text),
  }
  const binding = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' })
    .sign(holder.privateKey)
  return text + binding
}

/** A JWS with the signature of a key that is not the issuer's. */
async function flattened(header: object, content: string) {
  return new FlattenedSign(encoder.encode(content))
    .setProtectedHeader({ alg: 'ES256', kid: 'as-1', ...header })
    .sign(holder.privateKey)
}

export async function detachedJws(): Promise<string> {
  const jws = await flattened({ b64: false, crit: ['b64'] }, '{"Data":{"Amount":"1.00"}}')
  return `${jws.protected}..${jws.signature}`
}

export async function generalJws(content: object): Promise<string> {
  const general = new GeneralSign(encoder.encode(JSON.stringify(content)))
  for (const kid of ['as-1', 'as-0'])
    general
      .addSignature(holder.privateKey)
      .setProtectedHeader({ alg: 'ES256' })
      .setUnprotectedHeader({ kid })
  return JSON.stringify(await general.sign())
}
