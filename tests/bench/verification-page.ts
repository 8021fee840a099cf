import { decodeJwt } from '@/lib/jose/decode'
import { verifyJwt } from '@/lib/jose/verify'

const batch = 2000

/** What the page offers to the benchmark: seconds for a batch of verifications of one token. */
interface Measured {
  prepare(token: string, jwk: JsonWebKey): Promise<void>
  parley(): Promise<number>
  bare(): Promise<number>
}

let tasks: { readonly parley: () => Promise<boolean>; readonly bare: () => Promise<boolean> }

async function timed(task: () => Promise<boolean>): Promise<number> {
  const start = performance.now()
  for (let n = 0; n < batch; n++) if (!(await task())) throw new Error('It does not verify')
  return (performance.now() - start) / batch
}

const measured: Measured = {
  async prepare(token, jwk) {
    const jwt = decodeJwt(token)
    const jwks = { keys: [{ ...jwk }], source: 'pasted' } as const
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
    const [header, payload, signature] = token.split('.') as [string, string, string]
    const input = new TextEncoder().encode(`${header}.${payload}`)
    const octets = Uint8Array.from(atob(signature.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    )
    tasks = {
      parley: async () => (await verifyJwt(jwt, jwks)).status === 'valid',
      bare: () => crypto.subtle.verify({ name: 'RSA-PSS', saltLength: 32 }, key, octets, input),
    }
  },
  parley: () => timed(tasks.parley),
  bare: () => timed(tasks.bare),
}

Object.assign(globalThis, { measured })
