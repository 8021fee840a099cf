import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { bundle } from './bundle.ts'
import { launchChromium } from '../e2e/support/chromium.ts'
import { createWorld } from '../e2e/support/world.ts'
import { figure, takeTurns, type Figure } from './ratio.ts'

const rounds = 30

type Offered = {
  prepare(token: string, jwk: JsonWebKey): Promise<void>
  parley(): Promise<number>
  bare(): Promise<number>
}

/** Rate of verifying a PS256 token in Chromium, against `crypto.subtle.verify` alone with the same key. */
export async function measureVerification(): Promise<Figure> {
  const world = await createWorld(launchChromium, 'chromium', { profile: false })
  const page = await world.driver.newPage()
  await page.goto(world.sandbox.discoveryUrl)
  await page.evaluate(await bundle('verification-page'))
  const { privateKey, publicKey } = await generateKeyPair('PS256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'PS256' } as JsonWebKey
  const token = await new SignJWT({ iss: 'https://as.example', sub: 'a', aud: 'b' })
    .setProtectedHeader({ alg: 'PS256', kid: 'k' })
    .sign(privateKey)
  await page.evaluate(
    (text, key) => (globalThis as unknown as { measured: Offered }).measured.prepare(text, key),
    token,
    jwk,
  )
  const time = (name: 'parley' | 'bare') => () =>
    page.evaluate((task) => (globalThis as unknown as { measured: Offered }).measured[task](), name)
  // Rates are the inverse of times: the baseline's time over ours is our rate over the baseline's.
  const { bare, parley } = await takeTurns(rounds, { bare: time('bare'), parley: time('parley') })
  await world.close()
  return figure(
    {
      name: 'Rate of JWT verification : bare crypto.subtle.verify',
      goal: 'at least 0.95',
      unit: 'ms (bare, Parley)',
    },
    bare,
    parley,
  )
}
