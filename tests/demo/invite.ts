import { stdout } from 'node:process'
import { actAs } from '../e2e/support/client.ts'
import type { World } from '../e2e/support/world.ts'

/** Sets up a profile with its key, says what to do in five lines, and stays until the browser is closed. */
export async function invite(world: World): Promise<boolean> {
  const client = world.sandbox.clients[0]
  await actAs(world, 'tpp-7f3a91', {
    name: 'Sandbox',
    redirectUris: [client?.redirectUris.dead ?? ''],
    resourceServers: [world.sandbox.origins.registration],
  })
  stdout.write(`
1. Press Parley in the toolbar (puzzle piece, then the flag), or Alt+Shift+P. Press Push and open.
2. At the bank press Log in, Choose, Approve. You land on a page that does not exist.
3. Press Parley again: code, state and iss are there, each checked. Press Exchange: the ID token is verified.
4. Inspect shows the whole flow, and asks UserInfo, refreshes, introspects, revokes, or calls ${world.sandbox.accountsUrl}
5. Close the browser to end.
`)
  await new Promise<void>((resolve) => {
    world.driver.browser.once('disconnected', () => resolve())
  })
  return true
}
