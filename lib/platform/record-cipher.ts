import { browser } from 'wxt/browser'

/** A stored text: AES-GCM with a new IV for each. */
export interface Sealed {
  readonly iv: BufferSource
  readonly data: ArrayBuffer
}

/** The key of the key. `storage.session` is in memory only, so the key is gone once the browser closes. */
const keyName = 'recordKey'

const algorithm = { name: 'AES-GCM', length: 256 } as const

let known: Promise<CryptoKey> | undefined

/** The key of this browser session; null if there is none yet. */
async function storedKey(): Promise<CryptoKey | null> {
  const jwk = (await browser.storage.session.get(keyName))[keyName] as JsonWebKey | undefined
  if (!jwk) return null
  return crypto.subtle.importKey('jwk', jwk, algorithm, false, ['encrypt', 'decrypt'])
}

async function makeKey(): Promise<CryptoKey> {
  const made = await crypto.subtle.generateKey(algorithm, true, ['encrypt', 'decrypt'])
  await browser.storage.session.set({ [keyName]: await crypto.subtle.exportKey('jwk', made) })
  return made
}

/** Encrypts a text for its record. Only the background may call it: it makes the key. */
export async function seal(name: string, text: string): Promise<Sealed> {
  known ??= storedKey()
    .then((key) => key ?? makeKey())
    .catch((error: unknown) => {
      known = undefined
      throw error
    })
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt(
    { ...parameters(name), iv },
    await known,
    new TextEncoder().encode(text),
  )
  return { iv, data }
}

/** Decrypts a record; undefined if it is of an earlier browser session. */
export async function unseal(name: string, { iv, data }: Sealed): Promise<string | undefined> {
  const key = await (known ?? storedKey())
  if (!key) return undefined
  known ??= Promise.resolve(key)
  try {
    const plain = await crypto.subtle.decrypt({ ...parameters(name), iv }, key, data)
    return new TextDecoder().decode(plain)
  } catch {
    return undefined
  }
}

/** The name is authenticated, so that records cannot be swapped. */
function parameters(name: string) {
  return { name: algorithm.name, additionalData: new TextEncoder().encode(name) }
}
