import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DiscoveryName } from '../../sandbox/discovery-behaviours.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { saveProfile } from '../support/client.ts'
import { allText, click, fill, waitForText } from '../support/page.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

/** The result of reading metadata. */
interface Read {
  readonly document: { readonly url: string } | null
  readonly issues: readonly { readonly code: string; readonly seen?: string }[]
}

export function discovery(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: the metadata of an issuer`, () => {
    let world: World
    const others: Sandbox[] = []
    beforeAll(async () => {
      world = await createWorld(launch, browser)
    })
    afterAll(() => Promise.all([world, ...others].map((each) => each?.close())))

    /** By selector: Firefox takes seconds to find anything by its name among so many fields. */
    const open = (screen: 'server' | 'profiles') => world.page.click(`[data-screen="${screen}"]`)
    /** Types into the form of the profile, and saves it. */
    const edit = async (label: string, text: string) => {
      await fill(world.page, label, text)
      await world.page.click('.profile-foot [type="submit"]')
      await waitForText(world.page, 'All changes saved')
    }
    const from = async (kind: 'derived' | 'url' | 'document') => {
      await open('profiles')
      await world.page.select('.discovery select', kind)
    }
    const show = () => open('server')
    const marks = () =>
      world.page.evaluate(() =>
        [...document.querySelectorAll('.marked mark')]
          .filter((mark) => mark.checkVisibility())
          .map(({ textContent }) => textContent),
      )

    test('is shown by its fields, with the keys', async () => {
      await show()
      await waitForText(world.page, world.sandbox.discoveryUrl)
      await waitForText(world.page, 'pushed_authorization_request_endpoint')
      await waitForText(world.page, 'RSA 2048 bit, PS256, sig')
      expect(await allText(world.page)).toContain('FAPI 2.0 Security Profile')
    })

    test('is not used where the issuer differs by a slash, until the published one is adopted', async () => {
      const { issuer } = world.sandbox
      await open('profiles')
      await edit('Issuer', `${issuer}/`)
      await show()
      await waitForText(world.page, 'The metadata names a different issuer')
      await waitForText(world.page, 'One ends with a slash.')
      expect(await marks()).toEqual(['', '/'])
      await click(world.page, 'button', 'Use the published issuer')
      await waitForText(world.page, 'FAPI 2.0 Security Profile')
      expect(await marks()).toEqual([])
    })

    test('is not found: every place is named with what it said', async () => {
      const { issuer } = world.sandbox
      await open('profiles')
      await edit('Issuer', `${issuer}/tenant`)
      await show()
      for (const place of [
        '/tenant/.well-known/openid-configuration',
        '/.well-known/oauth-authorization-server/tenant',
        '/.well-known/openid-configuration/tenant',
        '/tenant/.well-known/oauth-authorization-server',
      ])
        await waitForText(world.page, `${issuer}${place} 404`)
      expect(await allText(world.page)).toContain('Metadata not found')
    })

    test('is read from a separate URL', async () => {
      const url = `${world.sandbox.issuer}/.well-known/oauth-authorization-server`
      await from('url')
      await fill(world.page, 'Issuer', world.sandbox.issuer)
      await edit('Metadata URL', url)
      await show()
      await waitForText(world.page, url)
      await waitForText(world.page, 'FAPI 2.0 Security Profile')
      expect(await allText(world.page)).not.toContain('/tenant')
    })

    test('is pasted', async () => {
      const metadata = (await (await fetch(world.sandbox.discoveryUrl)).json()) as object
      await from('document')
      await edit('Metadata', JSON.stringify({ ...metadata, only_here: 'pasted by hand' }))
      await show()
      await waitForText(world.page, 'Pasted document')
      await waitForText(world.page, 'pasted by hand')
      expect(await allText(world.page)).toContain('only_here')
    })

    /** Reads the metadata of another server, and shows it. */
    const readFrom = async (name: DiscoveryName, issuerPath = ''): Promise<Read> => {
      const server = await startSandbox({ discovery: name, issuerPath })
      others.push(server)
      const profileId = await saveProfile(world, server.clients[0]!, { issuer: server.issuer })
      const record = await world.command<Read>('metadataRefresh', { profileId })
      await world.command('panelOpen', { flowId: null, screen: 'server' })
      await waitForText(world.page, server.issuer)
      return record
    }

    test.each([
      ['rfc8414-inserted', '/.well-known/oauth-authorization-server/tenant'],
      ['rfc8414-appended', '/tenant/.well-known/oauth-authorization-server'],
    ] as const)('of RFC 8414 alone is found: %s', async (name, place) => {
      const { document, issues } = await readFrom(name, '/tenant')
      expect(issues).toEqual([])
      expect(new URL(document?.url ?? '').pathname).toBe(place)
      await waitForText(world.page, place)
      await waitForText(world.page, 'FAPI 2.0 Security Profile')
    })

    test.each([
      ['redirected', { code: 'metadata_redirect' }, 'The server redirects'],
      ['huge', { code: 'fetch_too_large', seen: '1000000' }, 'larger than 1 MB'],
      [
        'html',
        { code: 'metadata_html', seen: expect.stringMatching(/^<!doctype html>/) },
        'This is a web page, not metadata.',
      ],
    ] as const)('that is not metadata is named for what it is: %s', async (name, issue, words) => {
      expect((await readFrom(name)).issues).toEqual([issue])
      await waitForText(world.page, words)
      expect(await allText(world.page)).not.toContain('FAPI 2.0 Security Profile')
    })

    test('is not used where the issuer differs by case', async () => {
      expect((await readFrom('issuer-case')).issues).toMatchObject([{ code: 'metadata_issuer' }])
      await waitForText(world.page, 'The metadata names a different issuer')
      expect(await marks()).toEqual(['HTTP', 'http'])
    })
  })
}
