import type { ConsentCommands } from '@/lib/messaging/consent-commands'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startConsentBank, type ConsentBank } from '../../sandbox/consents/consent-bank.ts'
import { organisation } from '../../sandbox/consents/payload-signing.ts'
import { actAs, flowOf } from '../support/client.ts'
import { clickWhenThere, waitForText } from '../support/page.ts'
import { openWorld, type AnyWorld, type Launch } from '../support/world.ts'

type Prepared = Awaited<ReturnType<ConsentCommands['consentPrepare']>>
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
      const { command, page } = world
      await command('panelOpen', { flowId: null, screen: 'requests' })
      await page.bringToFront()
      await waitForText(page, row.name)
      await clickWhenThere(page, `.lib[data-row="consents ${row.template}"]`)
      await waitForText(page, 'Create only')

      const input = { profileId: null, templateId: row.template, values: { ...row.values } }
      const prepared = (await command('consentPrepare', input)) as Prepared
      if (!prepared.ok || !prepared.preview) throw new Error(JSON.stringify(prepared))
      const { id: preparedId, body, headers } = prepared.preview
      const flow = await create(preparedId)
      const sent = flow.messages.find(({ kind }) => kind === 'resource-request')
      expect(sent).toMatchObject({ body })
      expect(sent?.headers).toEqual(expect.arrayContaining([...headers]))
      expect(verified(flow)).toEqual(['resource-request valid', 'resource-response valid'])
      await command('panelOpen', { flowId: flow.id, screen: 'flows' })
      await page.bringToFront()
      await waitForText(page, 'Create the consent')
    })

    test('a body that was changed after signing is found', async () => {
      bank.spoil('body-changed')
      const flow = await create(null)
      expect(verified(flow)).toEqual(['resource-request valid', 'resource-response invalid'])
    })

    async function create(preparedId: string | null) {
      const { command } = world
      const input = { profileId: null, templateId: row.template, values: { ...row.values } }
      const begin = { ...input, label: null, open: null, preparedId }
      const begun = (await command('consentBegin', begin)) as Begun
      if (!begun.ok) throw new Error(JSON.stringify(begun))
      await command('consentRun', { flowId: begun.flowId, open: null })
      return flowOf(world, begun.flowId)
    }

    const verified = ({ messages }: Awaited<ReturnType<typeof flowOf>>) =>
      messages.flatMap(({ kind, jwts = [] }) =>
        jwts
          .filter(({ name }) => name === row.part)
          .map(({ verification }) => `${kind} ${verification.status}`),
      )
  })
}
