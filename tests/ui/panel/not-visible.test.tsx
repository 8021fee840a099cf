import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { command } from '@/lib/state/actions'
import { answered, parRequest, proof, tokenRequest } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { flow, parResponse, request, response } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const row = (name: string | RegExp) => screen.getByRole('treeitem', { name })
const inspector = () => within(screen.getByRole('region', { name: 'Inspector' }))
const messages = () => within(screen.getByRole('region', { name: 'Messages' }))

const others: Flow = {
  ...flow,
  storedRequestId: null,
  clientId: 'demo-app',
  matchedBy: 'endpoint',
  messages: [request, response],
}
const show = (more: readonly OAuthMessage[] = []) =>
  setMirror({ flow: { f1: { ...others, messages: [...others.messages, ...more] } } })

beforeEach(fillMirror)

describe('a third-party flow', () => {
  test('names its client, and says that Parley did not begin it', () => {
    show()
    renderPanel()
    expect(messages().getByText('demo-app')).toBeTruthy()
    expect(messages().getByText('Third-party flow')).toBeTruthy()
    expect(messages().queryByText('Parley')).toBeNull()
  })

  test('stays theirs when Parley exchanges its code', () => {
    show([tokenRequest])
    renderPanel()
    expect(messages().getByText('demo-app')).toBeTruthy()
  })

  test('is Parley’s own where it was on the shelf, or pushed', () => {
    setMirror({ flow: { f1: { ...others, storedRequestId: 'r1' } } })
    renderPanel()
    expect(messages().queryByText('Third-party flow')).toBeNull()
    setMirror({ flow: { f1: { ...others, messages: [parRequest, request] } } })
    expect(messages().queryByText('Third-party flow')).toBeNull()
    expect(messages().getByText('Parley')).toBeTruthy()
  })

  test.each([
    ['PAR request', /pushed a request first/, /start the login again/],
    ['PAR response', /pushed a request first/, /add it here/],
    ['Token request', /The app received a code/, /exchange the code here/],
  ])('%s says why it is not visible, and how to see it', async (name, why, how) => {
    show()
    const { user } = renderPanel()
    await user.click(
      row(
        `${name}, ${name.endsWith('response') ? 'server to client' : 'client to server'}, not visible`,
      ),
    )
    expect(inspector().getByRole('heading', { name })).toBeTruthy()
    expect(inspector().getByText('not visible')).toBeTruthy()
    expect(inspector().getByText(why)).toBeTruthy()
    expect(inspector().getByText(how)).toBeTruthy()
    expect(inspector().queryByText(/Network panel/)).toBeNull()
  })

  test('takes the PAR response from the tester, from the foot or where it says why', async () => {
    const failing = { ok: false, issues: [{ code: 'par_not_json', seen: '{' }] }
    vi.mocked(command).mockImplementation((() => Promise.resolve(failing)) as typeof command)
    show()
    const { user } = renderPanel()
    await user.click(row(/^PAR response/))
    await user.click(inspector().getByRole('button', { name: 'Add a PAR response' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Add a PAR response' }))
    await user.type(dialog.getByRole('textbox', { name: 'PAR response' }), '{{')
    await user.click(dialog.getByRole('button', { name: 'Add' }))
    expect(vi.mocked(command)).toHaveBeenCalledWith('parAdd', { flowId: 'f1', text: '{' })
    expect(dialog.getByText(/This is not a JSON object/)).toBeTruthy()

    await user.click(dialog.getByRole('button', { name: 'Cancel' }))
    await user.click(messages().getByRole('button', { name: 'Add a PAR response' }))
    const again = within(screen.getByRole('dialog', { name: 'Add a PAR response' }))
    expect(again.queryByText(/This is not a JSON object/)).toBeNull()
    expect(document.activeElement).toBe(again.getByRole('textbox', { name: 'PAR response' }))

    const taken = { ok: true, flowId: 'f1', messageId: 'par' }
    vi.mocked(command).mockImplementation((() => {
      show([parResponse])
      return Promise.resolve(taken)
    }) as typeof command)
    await user.click(again.getByRole('button', { name: 'Add' }))
    expect(screen.queryByRole('dialog', { name: 'Add a PAR response' })).toBeNull()
    expect(document.activeElement).toBe(row(/^PAR response/))
    expect(screen.queryByText(/PAR response received|Authorization response received/)).toBeNull()
  })

  test('asks for none that is present, or was not pushed', async () => {
    show([parResponse])
    const { user } = renderPanel()
    expect(messages().getByText('Third-party flow')).toBeTruthy()
    await user.click(row(/^PAR response/))
    expect(inspector().getByText('Same').textContent).toBe('Same request_uri')
    await user.click(row(/^PAR request/))
    expect(inspector().queryByText(/add it here/)).toBeNull()
    expect(screen.queryByRole('button', { name: 'Add a PAR response' })).toBeNull()
    setMirror({ flow: { f1: { ...others, messages: [{ ...request, params: [] }, response] } } })
    expect(screen.queryByRole('button', { name: 'Add a PAR response' })).toBeNull()
  })

  test('Firefox has to have its Network panel opened', async () => {
    show()
    const { user } = renderPanel('flows', null, { browser: 'firefox' })
    await user.click(row(/^Token request/))
    expect(inspector().getByText(/only after the Network panel was opened/)).toBeTruthy()
  })
})

describe('what the developer tools saw', () => {
  const seen = { ...tokenRequest, source: 'devtools' } as const

  test('is drawn solid, and can be decoded like a token of Parley’s own calls', async () => {
    show([seen])
    const { user } = renderPanel()
    expect(screen.queryByRole('treeitem', { name: /^Token request.*not visible/ })).toBeNull()
    await user.click(row(/^Token request/))
    expect(inspector().getByText('DevTools')).toBeTruthy()
    expect(inspector().getByText('Reported by DevTools')).toBeTruthy()
    expect(inspector().getByRole('button', { name: 'Decode DPoP' })).toBeTruthy()
    expect(proof).toContain('.')
    expect(inspector().getByRole('button', { name: /^Copy as cURL/ })).toBeTruthy()
  })

  test('says so if the body is missing, and if no response was received', async () => {
    const gone = answered('token', { source: 'devtools', at: response.at + 9000, truncated: true })
    show([seen, gone])
    const { user } = renderPanel()
    await user.click(row(/^Token response/))
    expect(inspector().getByText(/The body was not captured/)).toBeTruthy()
    expect(inspector().queryByText('Empty response')).toBeNull()
    const issues = [{ code: 'network_no_response', seen: 'net::ERR_FAILED' }]
    show([seen, { ...gone, truncated: false, status: null, issues }])
    expect(inspector().getByText('no response')).toBeTruthy()
    expect(inspector().getByText(/The page received no response/)).toBeTruthy()
  })

  test('a grant that was sent as JSON shows its members', async () => {
    const body = JSON.stringify({ grant_type: 'authorization_code', code: 'c' })
    show([{ ...seen, body, params: [['grant_type', 'authorization_code']] }])
    const { user } = renderPanel()
    await user.click(row(/^Token request, client to server, \d/))
    expect(inspector().getByRole('heading', { name: 'Body members' })).toBeTruthy()
  })
})

describe('without any flow', () => {
  const noFlow = () => setMirror({ flows: [], flow: {} })

  test.each([
    ['chrome', /Reload the page to capture requests sent before DevTools was opened/],
    ['firefox', /Open the Network panel once, then reload the page/],
  ] as const)('the panel in the developer tools of %s says to reload', (browser, text) => {
    noFlow()
    renderPanel('flows', null, { browser, inDevtools: true })
    expect(screen.getByText(text)).toBeTruthy()
  })

  test('a tab says nothing of it', () => {
    noFlow()
    renderPanel()
    expect(screen.queryByText(/reload the page/i)).toBeNull()
  })
})
