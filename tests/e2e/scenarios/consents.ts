import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { requestConsent } from '../../sandbox/consent.ts'
import { startConsentBank, type EcosystemName } from '../../sandbox/consents/consent-bank.ts'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { bankPage, decide, logIn } from '../support/bank.ts'
import { actAs, flowOf, send, whenFlow } from '../support/client.ts'
import { clickWhenThere, waitForText } from '../support/page.ts'
import { isWhole } from '../support/whole.ts'
import { openWorld, type AnyWorld, type Launch, type StoredFlow } from '../support/world.ts'

interface Row {
  /** Null is the sandbox of Open Finance Malaysia. */
  readonly bank: EcosystemName | null
  readonly template: string
  /** The name of the template on the screen. */
  readonly name: string
  readonly ruleProfile: string
  /** The first button of the pane. */
  readonly press: string
  readonly hasIdToken: boolean
}

const uk = {
  bank: 'uk',
  ruleProfile: 'uk',
  press: 'Create consent and open',
  hasIdToken: true,
} as const

const rows: readonly Row[] = [
  { ...uk, template: 'uk_account_access_40', name: 'UK account access, v4.0' },
  { ...uk, template: 'uk_account_access_31', name: 'UK account access, v3.1' },
  { ...uk, template: 'uk_domestic_payment_40', name: 'UK domestic payment, v4.0' },
  { ...uk, template: 'uk_domestic_payment_31', name: 'UK domestic payment, v3.1' },
  {
    bank: 'brazil',
    template: 'brazil_consents',
    name: 'Brazil consents, v3',
    ruleProfile: 'br',
    press: 'Create consent and open',
    hasIdToken: true,
  },
  {
    bank: 'berlinGroup',
    template: 'berlin_group',
    name: 'Berlin Group consent',
    ruleProfile: 'bg',
    press: 'Create consent and open',
    // The Berlin Group has no OpenID Connect.
    hasIdToken: false,
  },
  {
    bank: 'cdr',
    template: 'cdr_arrangement',
    name: 'CDR arrangement',
    ruleProfile: 'cdr',
    press: 'Push and open',
    hasIdToken: true,
  },
  {
    bank: null,
    template: 'malaysia_details',
    name: 'Malaysia, authorization_details',
    ruleProfile: 'ofm',
    press: 'Push and open',
    hasIdToken: true,
  },
]

/** One template in each browser, and all of them in the complete run. */
const chosen = { chromium: 'brazil_consents', firefox: 'uk_account_access_40' } as const

/** Consent to verified tokens in one press and the bank's pages. */
export function consents(launch: Launch, browser: keyof typeof chosen): void {
  const tested = rows.filter(({ template }) => isWhole || template === chosen[browser])

  describe(`${browser}: a consent in one flow`, () => {
    let world: AnyWorld
    let bank: Bank | null = null
    beforeAll(async () => {
      world = await openWorld(launch, browser, await startConsentBank('uk'))
    })
    const closeBank = async () => {
      await bank?.close()
      bank = null
    }
    afterEach(closeBank)
    afterAll(() => world?.close())

    test.each(tested)(
      '$name: one press, the pages of the bank, and verified tokens',
      async (row) => {
        bank = row.bank === null ? await startSandbox() : await startConsentBank(row.bank)
        const at: AnyWorld = { ...world, sandbox: bank }
        await actAtBank(at, row)
        const { page } = at
        await openConsent(at, row)
        // The only press. The response is exchanged as it arrives.
        await clickWhenThere(page, '.work > .bar--foot .btn--primary')
        const login = await bankPage(at)
        await logIn(login)
        await decide(login, 'approve')
        const flow = await whenFlow(at, await newestFlow(at), isJudged(row))
        if (row.hasIdToken)
          expect(idTokenOf(flow)).toMatchObject({ verification: { status: 'valid' } })

        const flowId = flow.id
        expect(await send(at, 'consentUse', { flowId })).toMatchObject({ status: 200, issues: [] })
        expect(await send(at, 'consentStatus', { flowId })).toMatchObject({ status: 200 })
        await at.command('panelOpen', { flowId, screen: 'flows' })
        await page.bringToFront()
        await waitForText(page, 'Consent authorised')
        if (row.template.startsWith('uk_domestic')) return
        await send(at, 'consentWithdraw', { flowId })
        await waitForText(page, 'Consent withdrawn')
        expect((await send(at, 'consentUse', { flowId })).status).toBeGreaterThanOrEqual(401)
        expect(failuresOf(await flowOf(at, flowId))).toEqual([])
      },
    )
  })
}

type Bank = AnyWorld['sandbox']

/** The first client of the bank, with the API of the bank as its resource server. */
async function actAtBank(world: AnyWorld, { bank, ruleProfile }: Row): Promise<void> {
  const isMalaysia = bank === null
  const clientId = isMalaysia ? 'tpp-7f3a91' : 'consent-client'
  await actAs(world, clientId, {
    ruleProfile,
    addScopeOpenid: isMalaysia,
    authorizationDetails: isMalaysia ? JSON.stringify(requestConsent({ dcId: clientId })) : '',
    scope: 'openid accounts',
    autoExchange: true,
    resourceServers: [world.sandbox.origins.registration],
  })
}

/** Shows the consent of the Requests screen. */
async function openConsent({ page, command }: AnyWorld, { name, template, press }: Row) {
  await command('panelOpen', { flowId: null, screen: 'requests' })
  await page.bringToFront()
  await waitForText(page, name)
  await clickWhenThere(page, `.lib[data-row="consents ${template}"]`)
  await waitForText(page, press)
}

async function newestFlow(world: AnyWorld): Promise<string> {
  const [row] = (await world.stored()).rows
  if (!row) throw new Error('No flow')
  return row[0].id
}

/** The tokens of the user have arrived, and the ID token was opened if there is one. */
const isJudged =
  ({ hasIdToken }: Row) =>
  (flow: StoredFlow) =>
    flow.tokens.some(({ kind }) => kind === 'refresh_token') &&
    (hasIdToken ? idTokenOf(flow) !== undefined : true)

function idTokenOf({ messages }: StoredFlow) {
  const response = messages.findLast(({ kind }) => kind === 'token-response')
  return response?.jwts?.find(({ name }) => name === 'id_token')
}

/** The sandboxes have the plain code flow, which FAPI 1 does not allow. */
const known = new Set(['az-response-type-value'])

/** The failed checks about the consent. */
function failuresOf({ messages }: StoredFlow): readonly string[] {
  return messages.flatMap(({ results }) =>
    results
      .filter(
        ({ id, outcome, severity }) =>
          outcome === 'failed' &&
          severity === 'fail' &&
          !known.has(id) &&
          /^(?:fl|cc|rr|rq)-/.test(id),
      )
      .map(({ id, findings }) => `${id} ${JSON.stringify(findings)}`),
  )
}
