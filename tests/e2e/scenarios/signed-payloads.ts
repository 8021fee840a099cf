import type { ConsentCommands } from '@/lib/messaging/consent-commands'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startConsentBank, type ConsentBank } from '../../sandbox/consents/consent-bank.ts'
import { organisation } from '../../sandbox/consents/payload-signing.ts'
import { actAs, flowOf, whenFlow } from '../support/client.ts'
import { click, clickWhenThere, waitForText } from '../support/page.ts'
import { openWorld, type AnyWorld, type Launch, type StoredFlow } from '../support/world.ts'

type Begun = Awaited<ReturnType<ConsentCommands['consentBegin']>>

const rows = {
  chromium: {
    bank: 'brazil',
    ruleProfile: 'br',
    template: 'brazil_payments',
    name: 'Brazil payment consent, v4',
    values: { organisation_id: organisation.client },
    part: 'body',
  },
  firefox: {
    bank: 'uk',
    ruleProfile: 'uk',
    template: 'uk_domestic_payment_40',
    name: 'UK domestic payment, v4.0',
    values: { SignatureIssuer: `${organisation.client}/${organisation.softwareStatement}` },
    part: 'x-jws-signature',
  },
} as const

/** A payment consent is signed as its preview shows, and the answer of the bank is verified. */
export function signedPayloads(launch: Launch, browser: keyof typeof rows): void {
  const row = rows[browser]

  describe(`${browser}: signed payloads`, () => {
    let world: AnyWorld
    let bank: ConsentBank
    beforeAll(async () => {
      bank = await startConsentBank(row.bank)
      world = await openWorld(launch, browser, bank)
      await actAs(world, 'consent-client', {
        ruleProfile: row.ruleProfile,
        addScopeOpenid: false,
        scope: 'openid accounts',
        resourceServers: [bank.resourceBase],
      })
    })
    afterEach(() => bank.spoil(null))
    afterAll(() => world?.close())

    test('what the preview shows is sent octet for octet, and everything verifies', async () => {
      const { command, page, stored } = world
      await command('panelOpen', { flowId: null, screen: 'requests' })
      await page.bringToFront()
      await waitForText(page, row.name)
      await clickWhenThere(page, `.lib[data-row="consents ${row.template}"]`)
      const [[name, value] = ['', '']] = Object.entries(row.values)
      await page.waitForSelector(`.cval input`)
      await page.evaluate(typeInto, name, value)
      await waitForText(page, 'As sent, without the access token')
      const shown = await page.$eval('.ccall__raw', (element) => element.textContent)
      await click(page, 'button', 'Create only')
      await page.waitForFunction(() => document.querySelectorAll('.ccall .st--pass').length >= 2)
      const [newest] = (await stored()).rows
      const isOpened = (each: StoredFlow) => verified(each).length === 2
      const flow = await whenFlow(world, newest?.[0].id ?? '', isOpened)
      const sent = flow.messages.find(({ kind }) => kind === 'resource-request')
      const [lines = '', body] = shown?.split('\n\n') ?? []
      expect(sent).toMatchObject({ body })
      const headers = sent?.headers?.map(([header, text]) => `${header}: ${text}`)
      expect(headers).toEqual(expect.arrayContaining(lines.split('\n')))
      expect(verified(flow)).toEqual(['resource-request valid', 'resource-response valid'])
    })

    test('a body that was changed after signing is found', async () => {
      bank.spoil('body-changed')
      const flow = await create()
      expect(verified(flow)).toEqual(['resource-request valid', 'resource-response invalid'])
    })

    async function create() {
      const { command } = world
      const input = { profileId: null, templateId: row.template, values: { ...row.values } }
      const begin = { ...input, label: null, open: null }
      const begun = (await command('consentBegin', begin)) as Begun
      if (!begun.ok) throw new Error(JSON.stringify(begun))
      await command('consentRun', { flowId: begun.flowId, open: null })
      return flowOf(world, begun.flowId)
    }

    const verified = ({ messages }: StoredFlow) =>
      messages.flatMap(({ kind, jwts = [] }) =>
        jwts
          .filter(({ name }) => name === row.part)
          .map(({ verification }) => `${kind} ${verification.status}`),
      )
  })
}

/** Types into the field of a value like a user. Runs in the page. */
function typeInto(name: string, value: string): void {
  const all = [...document.querySelectorAll('.cval')]
  const row = all.find((each) => each.querySelector('.cval__n')?.textContent === name)
  const input = row?.querySelector('input')
  input?.focus()
  input?.select()
  document.execCommand('insertText', false, value)
}
