import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Recognition } from '@/lib/oauth/recognition'
import { useMirror } from '@/lib/state/mirror'
import { unknownKid, valid } from '../panel/token-views'
import { answer, resetBackground, sent } from './background'
import { expectAccessible, openPopup } from './render'
import { living, request } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

const uri = 'urn:ietf:params:oauth:request_uri:RrFyGcEE4BO'
const field = () => screen.getByRole('textbox', { name: /^Paste anything/ })
const value = () => (field() as HTMLTextAreaElement).value
const sentAt = new Date(Date.now() - 12_000).toUTCString()
const http = `HTTP/1.1 201 Created\r\nDate: ${sentAt}\r\nContent-Type: application/json\r\n\r\n{"request_uri":"${uri}","expires_in":90}`

async function paste(text: string, state = {}, host?: Parameters<typeof openPopup>[1]) {
  const view = openPopup(state, host)
  await view.user.click(field())
  await view.user.paste(text)
  return view
}

describe('PasteField', () => {
  test('has the focus when the popup opens', () => {
    openPopup()
    expect(document.activeElement).toBe(field())
  })

  test('says what a request_uri lacks and what it took from the profile', async () => {
    const { container } = await paste(uri)
    const found = await screen.findByText(/lifetime unknown/)
    expect(found.textContent).toContain('client_id tpp-7f3a91 from the profile')
    await expectAccessible(container)
  })

  test('keeps a whole HTTP response together, and offers its Date header', async () => {
    const { user, container } = await paste(http)
    await screen.findByText('PAR response')
    expect(value().split('\n')).toHaveLength(5)
    await user.click(screen.getByRole('button', { name: 'Details' }))
    expect(screen.getByRole('option', { name: /from the Date header, \d+ s ago/ })).toBeTruthy()
    await expectAccessible(container)
  })

  test('Enter adds and opens, and the row takes the focus', async () => {
    const { user, host } = await paste(uri)
    useMirror.setState({ requests: [living('new', 80)] })
    await user.keyboard('{Enter}')
    await waitFor(() => expect(host.close).toHaveBeenCalled())
    expect(sent('requestAdd')).toEqual([{ text: uri, details: null, open: null }])
    expect(sent('requestOpen')).toEqual([{ id: 'new', where: 'tab' }])
    expect(value()).toBe('')
    expect(document.activeElement).toBe(screen.getByText('Request new').closest('li'))
  })

  test('Enter right after a paste waits for what the text is', async () => {
    let settle: ((found: Recognition) => void) | undefined
    answer({ pasteRecognise: () => new Promise((resolve) => (settle = resolve)) })
    const { user } = await paste(uri)
    await user.keyboard('{Enter}')
    expect(sent('requestAdd')).toEqual([])
    settle?.({ kind: 'request-uri', requestUri: uri, issues: [] })
    await waitFor(() => expect(sent('requestAdd')).toHaveLength(1))
  })

  test('a late response does not replace that for the newest text', async () => {
    const waiting: ((found: Recognition) => void)[] = []
    answer({ pasteRecognise: () => new Promise((resolve) => waiting.push(resolve)) })
    const { user } = await paste('old')
    await user.clear(field())
    await user.paste(uri)
    waiting[1]?.({ kind: 'request-uri', requestUri: uri, issues: [] })
    await screen.findByText(/lifetime unknown/)
    waiting[0]?.({ kind: 'unknown', issues: [{ code: 'not_recognised', seen: 'old' }] })
    await Promise.resolve()
    expect(screen.queryByText(/This is not a/)).toBeNull()
    expect(screen.getByText(/lifetime unknown/)).toBeTruthy()
  })

  test('sends the details that the tester entered', async () => {
    const { user } = await paste(uri)
    await user.click(await screen.findByRole('button', { name: 'Details' }))
    await user.type(screen.getByLabelText('Expires in (seconds)'), '60')
    await user.type(screen.getByLabelText('state'), 's1')
    await user.type(screen.getByLabelText('nonce'), 'n1')
    await user.type(screen.getByLabelText('code_verifier'), 'v1')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    expect(sent('requestAdd')[0]).toMatchObject({
      details: {
        label: null,
        expiresIn: 60,
        receivedAt: null,
        state: 's1',
        nonce: 'n1',
        codeVerifier: 'v1',
      },
    })
    expect(sent('requestOpen')).toEqual([])
  })

  test('counts from the Date header where the tester chooses it', async () => {
    const { user } = await paste(http)
    await user.click(await screen.findByRole('button', { name: 'Details' }))
    await user.selectOptions(screen.getByLabelText('Received'), 'date')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    expect(sent('requestAdd')).toMatchObject([{ details: { receivedAt: Date.parse(sentAt) } }])
  })

  test('a lifetime that is not a number is reported at its field and not sent', async () => {
    const { user } = await paste(uri)
    await user.click(await screen.findByRole('button', { name: 'Details' }))
    await user.type(screen.getByLabelText('Expires in (seconds)'), 'soon')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    expect(screen.getByLabelText('Expires in (seconds)').getAttribute('aria-invalid')).toBe('true')
    expect(sent('requestAdd')).toEqual([])
  })

  test('takes a redirect URL as the latest response', async () => {
    const { user } = await paste('https://app.example/cb?code=abc&state=x')
    expect((await screen.findByText('Redirect URL')).parentElement?.textContent).toContain(
      'with code',
    )
    await user.click(screen.getByRole('button', { name: 'Show response' }))
    expect(sent('responseAdd')).toEqual([{ text: 'https://app.example/cb?code=abc&state=x' }])
    await waitFor(() => expect(value()).toBe(''))
  })

  const jwt = 'eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2FzLmV4YW1wbGUifQ.c2ln'
  test.each([
    ['Token', `Authorization: Bearer ${jwt}`],
    ['Token response', `{"access_token":"a","id_token":"${jwt}"}`],
    ['JWKS', '{"keys":[]}'],
  ])('opens a %s in the panel', async (title, text) => {
    const { user, host } = await paste(text)
    expect(await screen.findByText(title, { selector: '.strong' })).toBeTruthy()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(host.close).toHaveBeenCalled())
    expect(sent('panelOpen')).toEqual([{ flowId: null, screen: 'tokens', pasted: text }])
    expect(sent('requestAdd')).toEqual([])
  })

  describe('a token', () => {
    const claims = { iss: 'https://as.example', aud: ['tpp', 'api'] }
    const expiring = (seconds: number, view = valid) => {
      const exp = Math.floor(Date.now() / 1000) + seconds
      return { ...view, jwt: { ...view.jwt, payload: { ...claims, exp } } }
    }

    test('is summed up: kind, expiry, signature, issuer, audience and key', async () => {
      answer({ tokenInspect: () => expiring(250) })
      const { container } = await paste(jwt)
      const found = (await screen.findByText('ID token')).closest('.found')?.textContent
      expect(found).toMatch(/expires in [34] min/)
      expect(found).toContain('Signature valid, profile Bank A')
      expect(found).toContain('iss https://as.example')
      expect(found).toContain('aud tpp api, kid k1, alg PS256')
      expect(sent('tokenInspect')).toMatchObject([{ text: jwt, flowId: null, jwks: null }])
      await expectAccessible(container)
    })

    test('that has expired or was not verified says so', async () => {
      answer({ tokenInspect: () => expiring(-200, unknownKid) })
      await paste(jwt)
      const found = (await screen.findByText('ID token')).closest('.found')
      expect(found?.textContent).toMatch(/expired [34] min/)
      expect(found?.textContent).toContain('Signature not checked')
      expect(found?.querySelector('.st--neutral')).toBeTruthy()
    })

    test('whose claims have other types shows none of them', async () => {
      const payload = { iss: 7, aud: [null, {}], exp: '9999999999' }
      answer({ tokenInspect: () => ({ ...valid, jwt: { ...valid.jwt, payload } }) })
      await paste(jwt)
      const found = (await screen.findByText('ID token')).closest('.found')?.textContent
      expect(found).toBe('ID tokenSignature valid, profile Bank Akid k1, alg PS256')
    })

    test('copies its payload', async () => {
      answer({ tokenInspect: () => expiring(250) })
      const { user } = await paste(jwt)
      await user.click(await screen.findByRole('button', { name: 'Copy payload' }))
      expect(JSON.parse(await navigator.clipboard.readText())).toMatchObject(claims)
    })

    test('among others is only named', async () => {
      answer({ tokenInspect: () => valid })
      await paste(`{"access_token":"a","id_token":"${jwt}"}`)
      expect(await screen.findByText('Token response')).toBeTruthy()
      expect(sent('tokenInspect')).toEqual([])
    })
  })

  test('begins a profile for the issuer of metadata, and takes nothing else from it', async () => {
    const { user } = await paste(
      '{"issuer":"https://as.example","token_endpoint":"https://evil.example/token"}',
    )
    await user.click(await screen.findByRole('button', { name: 'Set up a profile' }))
    expect((await screen.findByLabelText<HTMLInputElement>('Issuer')).value).toBe(
      'https://as.example',
    )
    expect(document.body.textContent).not.toContain('evil.example')
  })

  test('quotes a refused push as sent and adds nothing', async () => {
    await paste('{"error":"invalid_request","error_description":"bad <b>claims</b>"}')
    expect(await screen.findByText('invalid_request')).toBeTruthy()
    expect(screen.getByText('bad <b>claims</b>')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Add' })).toBeNull()
  })

  test('what is not recognised is said with what was seen, and stays', async () => {
    const { user, container } = await paste('hello there')
    expect(await screen.findByText(/This is not a/)).toBeTruthy()
    await user.keyboard('{Enter}')
    expect(value()).toBe('hello there')
    expect(sent('requestAdd')).toEqual([])
    await expectAccessible(container)
  })

  test('a refusal is shown below the field, and the text stays', async () => {
    answer({ requestAdd: () => ({ ok: false, issues: [{ code: 'profile_missing' }] }) })
    const { user } = await paste(uri)
    await user.click(await screen.findByRole('button', { name: 'Add' }))
    expect(
      within(await screen.findByRole('alert')).getByText(/Set up a profile first/),
    ).toBeTruthy()
    expect(value()).toBe(uri)
  })

  test('without a profile a request_uri cannot be added, an authorize URL can', async () => {
    const { user } = await paste(uri, { profiles: [] })
    expect(await screen.findByText(/Set up a profile, which/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Add' })).toBeNull()
    await user.clear(field())
    await user.paste('https://as.example/auth?client_id=c&request_uri=urn:x')
    expect(await screen.findByRole('button', { name: 'Add' })).toBeTruthy()
  })

  test('reads the clipboard, or says which keys do', async () => {
    const { user } = openPopup()
    await navigator.clipboard.writeText(uri)
    await user.click(screen.getByRole('button', { name: 'Paste' }))
    await waitFor(() => expect(value()).toBe(uri))
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    vi.spyOn(navigator.clipboard, 'readText').mockRejectedValueOnce(new Error('denied'))
    await user.click(screen.getByRole('button', { name: 'Paste' }))
    expect(await screen.findByText(/Press Ctrl\+V/)).toBeTruthy()
    expect(document.activeElement).toBe(field())
  })

  test('a background that is gone is said, not thrown', async () => {
    answer({
      pasteRecognise: () => {
        throw new Error('no receiver')
      },
    })
    await paste(uri, { requests: [request('a')] })
    expect(await screen.findByText(/background did not respond/)).toBeTruthy()
  })
})
