import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startConsentBank, type ConsentBank } from '../../sandbox/consents/consent-bank.ts'
import { bankPage, decide, logIn } from '../support/bank.ts'
import { actAs, flowOf, whenFlow } from '../support/client.ts'
import { clickWhenThere, waitForText } from '../support/page.ts'
import { openWorld, type AnyWorld, type Launch } from '../support/world.ts'

/** After the consent: resource calls page by page, and event notifications. */
export function calls(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: after the consent`, () => {
    let world: AnyWorld
    let bank: ConsentBank
    let flowId: string
    beforeAll(async () => {
      bank = await startConsentBank('uk')
      world = await openWorld(launch, browser, bank)
      await actAs(world, 'consent-client', {
        ruleProfile: 'uk',
        addScopeOpenid: false,
        authorizationDetails: '',
        scope: 'openid accounts',
        autoExchange: true,
        resourceServers: [bank.resourceBase],
        variables: [
          ['account_id', 'acc-100001'],
          ['events_url', '{{resource_base}}/open-banking/v4.0/events'],
        ],
      })
      const begun = await world.command<{ flowId: string }>('consentBegin', {
        profileId: null,
        templateId: 'uk_account_access_40',
        values: {},
        label: null,
        open: 'tab',
      })
      ;({ flowId } = begun)
      await world.command('consentRun', { flowId, open: 'tab' })
      const login = await bankPage(world)
      await logIn(login)
      await decide(login, 'approve')
      await whenFlow(world, flowId, ({ tokens }) =>
        tokens.some(({ kind }) => kind === 'refresh_token'),
      )
    })
    afterAll(() => world?.close())

    test('a call of the ecosystem is made, and the next page is read at a press', async () => {
      const { page } = world
      await world.command('panelOpen', { flowId: null, screen: 'requests' })
      await page.bringToFront()
      await clickWhenThere(page, '.lib[data-row="calls new"]')
      await clickWhenThere(page, '.call-empty .btn--primary')
      await waitForText(page, 'GET transactions')
      const rows = '.lib[data-row^="calls "]'
      await page.waitForFunction(
        (selector: string) => document.querySelectorAll(selector).length === 6,
        {},
        rows,
      )
      await page.evaluate((selector: string) => {
        const wanted = [...document.querySelectorAll<HTMLElement>(selector)].find((row) =>
          row.textContent.includes('GET transactions'),
        )
        wanted?.click()
      }, rows)
      await clickWhenThere(page, '.work__foot .btn--primary:not([aria-disabled])')
      await waitForText(page, 'Page 1 of 3')
      const before = bank.calls().length
      await clickWhenThere(page, '.pv .btn:last-child:not([aria-disabled])')
      await waitForText(page, 'Page 2 of 3')
      expect(bank.calls()).toHaveLength(before + 1)
      const flow = await flowOf(world, flowId)
      const requests = flow.messages.filter(({ kind }) => kind === 'resource-request')
      expect(requests.at(-1)?.url).toContain('?page=2')
      expect(requests.at(-1)?.results.length).toBeGreaterThan(0)
    })

    test('a SET is polled, verified, explained and acknowledged, each at a press', async () => {
      const { page } = world
      const jti = bank.emit('urn:uk:org:openbanking:events:consent-authorization-revoked', {
        reason: 'by the user',
      })
      await clickWhenThere(page, '.lib[data-row="events poll"]')
      await clickWhenThere(page, '.work__foot .btn--primary:not([aria-disabled])')
      await waitForText(page, 'Signature valid')
      await waitForText(page, 'revoked the authorization of a consent')
      expect(bank.settled()).toEqual([])
      await clickWhenThere(page, '.set-acts .btn:not([aria-disabled])')
      await waitForText(page, 'acknowledged')
      expect(bank.settled()).toEqual([`ack ${jti}`])
    })
  })
}
