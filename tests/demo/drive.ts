import { mkdir } from 'node:fs/promises'
import { stdout } from 'node:process'
import type { Page } from 'puppeteer-core'
import type { TestClient } from '../sandbox/test-clients.ts'
import { bankPage, decide, logIn } from '../e2e/support/bank.ts'
import { flowOf, whenFlow } from '../e2e/support/client.ts'
import { byHeldPage } from '../e2e/support/held.ts'
import { showMessage } from '../e2e/support/panel.ts'
import {
  allText,
  click,
  clickWhenThere,
  fill,
  screenshot,
  waitForText,
} from '../e2e/support/page.ts'
import { openPopup, popupSize } from '../e2e/support/popup.ts'
import type { StoredFlow, StoredMessage, World } from '../e2e/support/world.ts'

const folder = '.artifacts/demo'

/** One step: what was done, the result, and whether it is the expected one. */
type Report = (step: string, seen: string, held: boolean) => void

/** Goes from discovery to verified tokens and UserInfo, and to a held redirect, through the screens, prints each step, and says whether all held. */
export async function driveItself(world: World): Promise<boolean> {
  await mkdir(folder, { recursive: true })
  let allHeld = true
  const report: Report = (step, seen, held) => {
    allHeld &&= held
    stdout.write(`${held ? 'held  ' : 'FAILED'}  ${step.padEnd(28)}  ${seen}\n`)
  }
  const [client] = world.sandbox.clients
  if (!client) throw new Error('The sandbox has no client')
  await setUp(world, client, report)
  const flow = await approve(world, report)
  const panel = await exchange(world, flow, report)
  await askUserInfo(world, flow.id, panel, report)
  await findFault(world, client, report)
  await hold(world, client, report)
  stdout.write(`Pictures: ${folder}/popup.png, panel.png, userinfo.png, failed.png, held.png\n`)
  return allHeld
}

/** The first run: the issuer is discovered while it is typed, the key is imported, access is asked for. */
async function setUp(world: World, client: TestClient, report: Report): Promise<void> {
  const popup = await openPopup(world)
  await fill(popup, 'Issuer', world.sandbox.issuer)
  await waitForText(popup, 'Metadata found')
  report('discovery', world.sandbox.discoveryUrl, true)
  await fill(popup, 'client_id', client.clientId)
  await fill(popup, 'Redirect URI', client.redirectUris.dead)
  await fill(popup, 'Private key', JSON.stringify(client.key.privateJwk))
  await waitForText(popup, client.key.kid)
  report('key, non-extractable', client.key.kid, true)
  await clickWhenThere(popup, '.setup__foot [type="submit"]')
  await waitForText(popup, 'Push and open')
  report('profile', client.clientId, true)
  await click(popup, 'button', 'Push and open')
}

/** The person's part: log in, choose, approve. The browser is then sent to a page that does not exist. */
async function approve(world: World, report: Report): Promise<StoredFlow> {
  const bank = await bankPage(world)
  const [pushed] = (await world.stored()).flows
  if (!pushed) throw new Error('No flow')
  const answer = messageOf(pushed, 'par-response')
  report('PAR, signed request object', pushed.requestUri ?? '', answer?.status === 201)
  await logIn(bank)
  await decide(bank, 'approve')
  const flow = await whenFlow(world, pushed.id, ({ messages }) =>
    messages.some(({ callback }) => Object.keys(callback ?? {}).length > 0),
  )
  reportResponse(messageOf(flow, 'authorization-response'), world.sandbox.issuer, report)
  return flow
}

function reportResponse(response: StoredMessage | undefined, issuer: string, report: Report): void {
  const { code = '', iss = '' } = Object.fromEntries(response?.params ?? [])
  const error = response?.callback?.error ?? ''
  report('redirect page', error, error !== '')
  report('code, captured', `${code.slice(0, 8)}…`, code !== '')
  report('iss', iss, iss === issuer)
  report('checks of the response', ...checks(response))
}

/** One press; the tokens are verified and compared with what was asked for. */
async function exchange(world: World, { id }: StoredFlow, report: Report): Promise<Page> {
  const popup = await openPopup(world)
  await waitForText(popup, 'Same as the issuer')
  await click(popup, 'button', 'Exchange')
  await waitForText(popup, 'ID token verified')
  await popup.screenshot({ path: `${folder}/popup.png`, clip: { x: 0, y: 0, ...popupSize } })
  const flow = await flowOf(world, id)
  const answer = messageOf(flow, 'token-response')
  const idToken = answer?.jwts?.find(({ name }) => name === 'id_token')
  report('exchange', flow.tokens.map(({ kind }) => kind).join(' '), flow.tokens.length === 3)
  const verification = idToken?.verification.status ?? ''
  report('ID token', `signature ${verification}`, verification === 'valid')
  report('checks of the tokens', ...checks(answer))
  await click(popup, 'button', 'Inspect')
  const { page: panel } = world
  await panel.setViewport({ width: 1200, height: 620 })
  await waitForText(panel, 'Token response')
  await screenshot(panel, `${folder}/panel.png`)
  return panel
}

async function askUserInfo(world: World, id: string, panel: Page, report: Report): Promise<void> {
  await click(panel, 'button', 'UserInfo')
  await waitForText(panel, 'UserInfo response')
  const flow = await whenFlow(world, id, (now) => messageOf(now, 'userinfo-response') !== undefined)
  const answer = messageOf(flow, 'userinfo-response')
  const { name } = JSON.parse(answer?.body ?? '{}') as { name?: string }
  report('UserInfo', name ?? '', answer?.status === 200 && name !== undefined)
  await waitForText(panel, name ?? '')
  report('panel', 'shows it', (await allText(panel)).includes('UserInfo response'))
  await screenshot(panel, `${folder}/userinfo.png`)
}

/** The server signs an ID token whose nonce differs from the one in the request: one check fails. */
async function findFault(world: World, { clientId }: TestClient, report: Report): Promise<void> {
  world.sandbox.assignToClient(clientId, { fault: 'id-token-nonce-wrong' })
  const before = new Set((await world.stored()).flows.map(({ id }) => id))
  await pushAndApprove(world)
  const pushed = (await world.stored()).flows.find(({ id }) => !before.has(id))
  if (!pushed) throw new Error('The second push began no flow')
  await whenFlow(world, pushed.id, (flow) => Boolean(messageOf(flow, 'authorization-response')))
  await click(await openPopup(world), 'button', 'Exchange')
  // The response is judged once when it is stored, and again when its ID token has been verified.
  const isVerified = (flow: StoredFlow) =>
    messageOf(flow, 'token-response')?.results.some(
      ({ id, outcome }) => id === 'idt-signature' && outcome === 'passed',
    ) === true
  const answer = messageOf(await whenFlow(world, pushed.id, isVerified), 'token-response')
  const failed = (answer?.results ?? []).filter(
    ({ outcome, severity }) => outcome === 'failed' && severity === 'fail',
  )
  const names = failed.map(({ id }) => id).join(' ')
  report('a wrong nonce', `failed: ${names}`, names === 'idt-nonce')
  await showMessage(world, { flowId: pushed.id, messageId: answer?.id ?? '' })
  await clickWhenThere(world.page, '#inspector-tab-checks')
  await waitForText(world.page, 'not-the-nonce-that-was-sent')
  await screenshot(world.page, `${folder}/failed.png`)
  world.sandbox.assignToClient(clientId, {})
}

/** The redirect is stopped before an app that would take it; then it is let go, with another state. */
async function hold(world: World, { redirectUris }: TestClient, report: Report): Promise<void> {
  await sendTo(world, redirectUris.live)
  await click(await openPopup(world), 'switch', 'Hold the redirect')
  await pushAndApprove(world)
  const held = await byHeldPage(world)
  await held.setViewport({ width: 1000, height: 620 })
  await held.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  await waitForText(held, 'The app has not seen this response')
  const calls = () => world.sandbox.app.calls().filter(({ url }) => url.includes('code='))
  report('hold', `the app was called ${calls().length} times`, calls().length === 0)
  await click(held, 'button', 'Wrong state')
  await waitForText(held, 'Release with 1 change')
  await screenshot(held, `${folder}/held.png`)
  await click(held, 'button', 'Release with 1 change')
  await waitForText(held, 'The application got a code')
  const flow = (await world.stored()).flows.find(({ messages }) => messages.some(isReleased))
  const sent = new Map(flow?.messages.find(isReleased)?.params).get('state') ?? ''
  const [got = '', ...others] = calls().map(({ url }) =>
    String(new URLSearchParams(url.split('?')[1]).get('state')),
  )
  report(
    'release, state changed',
    `the app got ${got}, not ${sent}`,
    got !== sent && others.length === 0,
  )
}

async function pushAndApprove(world: World): Promise<void> {
  const popup = await openPopup(world)
  await popup.focus('textarea')
  await popup.keyboard.press('Enter')
  const bank = await bankPage(world)
  await logIn(bank)
  await decide(bank, 'approve')
}

const isReleased = ({ hold: held }: StoredMessage) => (held?.releases.length ?? 0) > 0

/** Gives the profile another redirect_uri, and access to its host. */
async function sendTo(world: World, redirectUri: string): Promise<void> {
  const { createdAt: _, ...profile } = await profileOf(world)
  await world.driver.grant([`${new URL(redirectUri).protocol}//${new URL(redirectUri).hostname}/*`])
  await world.command('profileSave', { ...profile, redirectUris: [redirectUri] })
  await world.command('metadataRefresh', { profileId: profile['id'] })
}

type Local = { storage: { local: { get(key: string): Promise<{ profiles: readonly object[] }> } } }

function profileOf({ page }: World): Promise<Readonly<Record<string, unknown>>> {
  return page.evaluate(async () => {
    const { local } = (globalThis as unknown as { chrome: Local }).chrome.storage
    return { ...(await local.get('profiles')).profiles[0] }
  })
}

function messageOf({ messages }: StoredFlow, kind: string): StoredMessage | undefined {
  return messages.findLast((message) => message.kind === kind)
}

/** How many checks there were, and which do not hold; notes are named and let pass. */
function checks(message: StoredMessage | undefined): readonly [seen: string, held: boolean] {
  const results = message?.results ?? []
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  const names = failed.map(({ id, severity }) => `${severity}: ${id}`)
  const held = results.length > 0 && failed.every(({ severity }) => severity === 'info')
  return [[`${results.length} run`, ...names].join(', '), held]
}
