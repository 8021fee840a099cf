import { stdout } from 'node:process'
import type { Pushed } from '../sandbox/data-consumer.ts'
import { responseOf } from '../e2e/support/bank.ts'
import type { World } from '../e2e/support/world.ts'

const aDay = 24 * 60 * 60_000

const permissions = [
  ['All three permissions', ['read_accounts', 'read_transactions', 'read_balances']],
  ['Balances only', ['read_balances']],
] as const

/** Puts fresh requests on the shelf, says what to do in five lines, and stays until the browser is closed. */
export async function invite(world: World): Promise<boolean> {
  const consumer = world.sandbox.consumer()
  const redirectUri = world.sandbox.clients[0]?.redirectUris.dead ?? ''
  for (const [label, wanted] of permissions) {
    const pushed = await consumer.push({ redirectUri, permissions: [...wanted] })
    await world.command('requestAdd', {
      text: pushed.raw,
      details: detailsOf(pushed, label),
      open: null,
    })
    void follow(world, pushed)
  }
  const last = await consumer.push({ redirectUri })
  void follow(world, last)
  say(`
1. Press Parley in the toolbar (puzzle piece, then the flag). Two requests are on the shelf, for ten minutes; or paste this one: ${last.requestUri}
2. Press Open. At the bank press Log in, Choose, Approve. You land on a page that does not exist.
3. Press Parley again: code, state and iss are there, each checked. Inspect shows the whole flow.
4. This window then prints the ID token that a client got for the code. Paste it into Inspect, Tokens.
5. Close the browser to end.
`)
  await new Promise<void>((resolve) => {
    world.driver.browser.once('disconnected', () => resolve())
  })
  return true
}

/** Does what the tester's own client does with the code. */
async function follow(world: World, pushed: Pushed): Promise<void> {
  const found = await responseOf(world, pushed, aDay).catch(() => null)
  const code = Object.fromEntries(found?.responses[0]?.params ?? [])['code']
  if (!code) return
  const { idToken, body } = await world.sandbox.consumer().exchange({ ...pushed, code })
  say(`\nID token (nonce ${pushed.nonce}):\n${idToken ?? JSON.stringify(body)}\n`)
}

function detailsOf({ state, nonce, codeVerifier }: Pushed, label: string) {
  return { label, expiresIn: null, receivedAt: null, state, nonce, codeVerifier }
}

function say(text: string): void {
  stdout.write(`${text}\n`)
}
