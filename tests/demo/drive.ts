import { mkdir } from 'node:fs/promises'
import { stdout } from 'node:process'
import type { Page } from 'puppeteer-core'
import type { Pushed } from '../sandbox/data-consumer.ts'
import { bankPage, decide, logIn, responseOf } from '../e2e/support/bank.ts'
import { allText, click, fill, screenshot, waitForText } from '../e2e/support/page.ts'
import { openPopup, popupSize } from '../e2e/support/popup.ts'
import type { World } from '../e2e/support/world.ts'

const folder = '.artifacts/demo'

/** What was to hold, what was seen, and whether it held. */
type Row = readonly [what: string, seen: string, held: boolean]

/** Does the whole main job through the screens, prints what came of it, and says whether all of it held. */
export async function driveItself(world: World): Promise<boolean> {
  await mkdir(folder, { recursive: true })
  const consumer = world.sandbox.consumer()
  const redirectUri = world.sandbox.clients[0]?.redirectUris.dead ?? ''
  const pushed = await consumer.push({ redirectUri })
  await pasteAndOpen(world, pushed)
  const bank = await bankPage(world)
  await logIn(bank)
  await decide(bank, 'approve')
  const { rows, code } = await readResponse(world, pushed)
  const panel = await readPopup(world, rows)
  const tokens = await consumer.exchange({ ...pushed, code })
  rows.push(['code, taken by the server', `${code.slice(0, 8)}…`, tokens.status === 200])
  await verifyToken(panel, tokens.idToken ?? '', pushed.nonce, rows)
  print(rows)
  return rows.every(([, , held]) => held)
}

/** Compares what was captured with what was pushed. */
async function readResponse(world: World, pushed: Pushed): Promise<{ rows: Row[]; code: string }> {
  const { responses } = await responseOf(world, pushed)
  const { code = '', state = '', iss = '' } = Object.fromEntries(responses[0]?.params ?? [])
  const error = responses[0]?.callback?.error ?? ''
  return {
    code,
    rows: [
      ['responses of the flow', String(responses.length), responses.length === 1],
      ['redirect page', error, error !== ''],
      ['state', state, state === pushed.state],
      ['iss', iss, iss === world.sandbox.issuer],
    ],
  }
}

async function pasteAndOpen(world: World, pushed: Pushed): Promise<void> {
  const popup = await openPopup(world)
  await fill(popup, 'request_uri, PAR response or authorize URL', pushed.raw)
  await waitForText(popup, 'PAR response')
  await click(popup, 'button', 'Details')
  await fill(popup, 'state', pushed.state)
  await click(popup, 'button', 'Add and open')
}

/** Reads the verdicts off the popup, takes its picture, and goes on to the panel by Inspect. */
async function readPopup(world: World, rows: Row[]): Promise<Page> {
  const popup = await openPopup(world)
  await waitForText(popup, 'Same as the issuer')
  const text = await allText(popup)
  rows.push(['popup on state', 'Same as in the request', text.includes('Same as in the request')])
  rows.push(['popup on iss', 'Same as the issuer', text.includes('Same as the issuer')])
  await popup.screenshot({ path: `${folder}/popup.png`, clip: { x: 0, y: 0, ...popupSize } })
  await click(popup, 'button', 'Inspect')
  const panel = world.page
  await panel.setViewport({ width: 1200, height: 620 })
  await waitForText(panel, 'Authorization response')
  await screenshot(panel, `${folder}/panel.png`)
  return panel
}

async function verifyToken(panel: Page, token: string, nonce: string, rows: Row[]): Promise<void> {
  await click(panel, 'button', 'Tokens')
  await fill(panel, 'Token', token)
  await (await panel.waitForSelector('details.more summary'))?.click()
  await fill(panel, 'Expected nonce', nonce)
  await waitForText(panel, 'Same as in the request')
  const text = await allText(panel)
  rows.push(['ID token', 'Signature valid', text.includes('Signature valid')])
  rows.push(['nonce', nonce, text.includes('Same as in the request')])
  await screenshot(panel, `${folder}/tokens.png`)
}

function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(([what]) => what.length))
  const lines = rows.map(
    ([what, seen, held]) => `${held ? 'held  ' : 'FAILED'}  ${what.padEnd(width)}  ${seen}`,
  )
  stdout.write(`${lines.join('\n')}\nPictures: ${folder}/popup.png, panel.png, tokens.png\n`)
}
