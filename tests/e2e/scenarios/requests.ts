import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generatedValues } from '../../samples/request-values.ts'
import { bankPage, decide, logIn } from '../support/bank.ts'
import { actAs, whenFlow } from '../support/client.ts'
import { click, fill, waitForText } from '../support/page.ts'
import { isWhole } from '../support/whole.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

type Headers = readonly (readonly [name: string, value: string])[]

interface Prepared {
  readonly ok: boolean
  readonly preview: { readonly id: string; readonly push: { headers: Headers; body: string } }
}

const generated = isWhole ? 200 : 8

/** Header fields that the browser writes. */
const ofBrowser =
  /^(?:host|connection|content-length|accept|accept-.*|user-agent|sec-.*|origin|pragma|cache-control|te|priority|dnt)$/i

const linesOf = (headers: Headers) =>
  headers
    .filter(([name]) => !ofBrowser.test(name))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .toSorted()

/** Values per request: what is shown is sent, and the profile stays as it is. */
export function requests(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: values per request`, () => {
    let world: World
    let profileId: string
    beforeAll(async () => {
      world = await createWorld(launch, browser, { profile: false })
      profileId = await actAs(world, 'tpp-7f3a91')
    })
    afterAll(() => world?.close())

    test(
      `${generated} generated requests are received as their previews, octet for octet`,
      { timeout: 10 * 60_000 },
      async () => {
        for (let seed = 0; seed < generated; seed += 1) {
          const data = { profileId, values: generatedValues(seed) }
          const { preview } = await world.command<Prepared>('requestPrepare', data)
          const before = world.sandbox.received().length
          const sent = { id: preview.id, item: null, label: null, open: null }
          expect(await world.command('requestSend', sent)).toMatchObject({ ok: true })
          const received = world.sandbox.received().slice(before)
          expect(received).toHaveLength(1)
          expect(received[0]?.body).toBe(preview.push.body)
          expect(linesOf(received[0]?.headers ?? [])).toEqual(linesOf(preview.push.headers))
        }
      },
    )

    test('two different consents in a row, without a change of the profile', async () => {
      const { page } = world
      const profile = async () =>
        JSON.parse(
          (await world.command<{ text: string }>('profilesExport', { ids: null, secrets: false }))
            .text,
        )
      const before = await profile()
      await world.command('panelOpen', { flowId: null, screen: 'requests' })
      const consents = [
        { scope: 'openid accounts', date: '{{now+10d}}' },
        { scope: 'openid accounts profile', date: '{{now+20d}}' },
      ]
      const asked: string[] = []
      for (const { scope, date } of consents) {
        await page.bringToFront()
        await fill(page, 'scope', scope)
        await fill(page, 'expiration_datetime', date)
        await click(page, 'button', 'Push and open')
        const bank = await bankPage(world)
        await logIn(bank)
        await decide(bank, 'approve')
        await page.bringToFront()
        await waitForText(page, 'Accepted')
        const row = (await world.stored()).rows[0]
        const flow = await whenFlow(world, row?.[0].id ?? '', ({ messages }) =>
          messages.some(({ kind }) => kind === 'authorization-response'),
        )
        const body = flow.messages.find(({ kind }) => kind === 'par-request')?.body ?? ''
        const jwt = new URLSearchParams(body).get('request') ?? ''
        asked.push(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
      }
      expect(asked.map((text) => (JSON.parse(text) as { scope: string }).scope)).toEqual(
        consents.map(({ scope }) => scope),
      )
      expect(await profile()).toEqual(before)
    })
  })
}
