import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findDeadPort } from '../../sandbox/listen.ts'
import { saveClient, whenFlow } from '../support/client.ts'
import { waitForText } from '../support/page.ts'
import { listedAs, showMessage, tabText } from '../support/panel.ts'
import { openPopup } from '../support/popup.ts'
import {
  createWorld,
  type Launch,
  type StoredFlow,
  type StoredMessage,
  type World,
} from '../support/world.ts'

const isRequest = ({ kind }: StoredMessage) => kind === 'authorization-request'

/** What the server refuses without a redirect is shown as refused, with what to try. */
export function refusedAtServer(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: a request that the server refuses`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, { profile: false, sandbox: { kind: 'wide' } })
      await saveClient(world, client(), { ruleProfile: 'oauth2', authorizationDetails: '' })
    })
    afterAll(() => world?.close())

    const details = {
      label: null,
      expiresIn: null,
      receivedAt: null,
      state: null,
      nonce: null,
      codeVerifier: null,
    }
    /** Opens what was pasted; gives the flow once its last request has a result. */
    const open = async (text: string): Promise<StoredFlow> => {
      const added = await world.command<{ id: string }>('requestAdd', { text, details, open: null })
      return openAgain(added.id)
    }
    const openAgain = async (id: string): Promise<StoredFlow> => {
      const opened = await world.command<{ flowId: string }>('requestOpen', {
        id,
        where: 'tab',
        hold: false,
      })
      return whenFlow(world, opened.flowId, hasResult)
    }
    const hasResult = ({ messages }: StoredFlow) =>
      messages.findLast(isRequest)?.httpResult !== undefined

    /** What the list, the row of the request and its inspector show. */
    const shown = async ({ id, messages }: StoredFlow) => {
      const messageId = messages.findLast(isRequest)?.id ?? ''
      await showMessage(world, { flowId: id, messageId })
      const row = await world.page.$eval(`[data-row="${messageId}"] .arrow__r`, (result) =>
        [result.textContent, result.getAttribute('title')].join(' ').trim(),
      )
      return { listed: await listedAs(world), row, inspector: await tabText(world, 'message') }
    }

    const client = () => {
      const [first] = world.sandbox.clients
      if (!first) throw new Error('The sandbox has no client')
      return first
    }
    const authorizeUrl = (more: Readonly<Record<string, string>> = {}) => {
      const query = new URLSearchParams({
        client_id: client().clientId,
        response_type: 'code',
        scope: 'openid',
        code_challenge: randomBytes(32).toString('base64url'),
        code_challenge_method: 'S256',
        redirect_uri: Object.values(client().redirectUris)[0] ?? '',
        ...more,
      })
      return `${world.sandbox.issuer}/auth?${query}`
    }

    test('a redirect_uri that is not registered', async () => {
      const wrong = `${world.sandbox.origins.app}/not-registered`
      const flow = await open(authorizeUrl({ redirect_uri: wrong }))
      expect(flow.messages.find(isRequest)?.httpResult).toMatchObject({ status: 400, error: null })
      const { listed, row, inspector } = await shown(flow)
      expect(listed).toMatch(/: Refused by the server \(400\), no redirect/)
      expect(row).toBe('400')
      expect(inspector).toContain('The authorization endpoint responded with 400')
      expect(inspector).toContain("The redirect_uri in the request is not one of the profile's.")
      expect(inspector).toContain(wrong)
    })

    test('a request_uri that was used', async () => {
      const pushed = await world.sandbox.consumer().push({ decision: 'approve' })
      const first = await open(pushed.raw)
      await whenFlow(world, first.id, ({ messages }) =>
        messages.some(({ kind }) => kind === 'authorization-response'),
      )
      const flow = await openAgain(first.storedRequestId ?? '')
      const { listed, row, inspector } = await shown(flow)
      expect(listed).toMatch(/: Refused by the server \(400\), no redirect/)
      expect(row).toBe('400')
      expect(inspector).toContain('The request_uri was already used.')
      const popup = await openPopup(world)
      await waitForText(popup, 'Refused by the server (400), no redirect')
      await waitForText(popup, 'The request_uri was already used.')
    })

    test('a bare 403, and the same request once it is let through', async () => {
      world.sandbox.refuse({ status: 403 })
      const flow = await open(authorizeUrl({ state: 'bare' }))
      const before = await shown(flow)
      expect(before.listed).toMatch(/^warning: Refused by the server \(403\), no redirect\b/)
      expect(before.row).toBe('403')
      expect(before.inspector).toContain('Check that this client_id is registered')
      expect(before.inspector).toContain('IP allow list')
      world.sandbox.refuse(null)
      const page = await tabAt('state=bare')
      await page.reload()
      const later = await whenFlow(world, flow.id, ({ messages }) =>
        messages.some(({ kind, status }) => kind === 'hop' && status === 200),
      )
      expect(later.messages.filter(isRequest)).toMatchObject([
        { httpResult: { status: 403 } },
        { httpResult: { status: 303 } },
      ])
      const after = await shown(later)
      expect(after.listed).toContain('Waiting for the user')
      expect(after.inspector).not.toContain('Next step')
      await page.close()
      await whenListed('Tab closed, no response')
    })

    test.each([200, 400])('its own error page with %i', async (status) => {
      world.sandbox.refuse({ error: 'invalid_request', status })
      const { id } = await open(authorizeUrl({ state: `page-${status}` }))
      world.sandbox.refuse(null)
      const flow = await whenFlow(world, id, ({ messages }) =>
        messages.some((message) => message.kind === 'hop' && message.status === status),
      )
      const { listed, row, inspector } = await shown(flow)
      expect(listed).toContain('Error page, no redirect, invalid_request')
      expect(row).toBe('302')
      expect(inspector).toContain(`GET ${world.sandbox.issuer}/error`)
      expect(flow.messages.some(({ kind }) => kind === 'authorization-response')).toBe(false)
    })

    test('a server that cannot be reached', async () => {
      const url = `http://127.0.0.1:${await findDeadPort()}/auth?client_id=x&response_type=code`
      const flow = await open(url)
      const { listed, row, inspector } = await shown(flow)
      expect(listed).toMatch(/: Server unreachable: Connection refused/)
      const error = flow.messages.find(isRequest)?.httpResult?.error ?? ''
      expect(error).toMatch(/CONNECTION_REFUSED/)
      expect(row).toContain(error)
      expect(inspector).toContain('Check host and port')
    })

    const tabAt = async (part: string) => {
      const target = await world.driver.browser.waitForTarget((one) => one.url().includes(part))
      const page = await target.page()
      if (!page) throw new Error(`No tab at ${part}`)
      return page
    }
    const whenListed = (text: string) =>
      world.page.waitForFunction(
        (wanted) => document.querySelector('.frow.is-sel')?.textContent.includes(wanted),
        {},
        text,
      )
  })
}
