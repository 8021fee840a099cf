import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { command } from '@/lib/state/actions'
import {
  answered,
  ownFlow,
  proof,
  requestObject,
  secrets,
  signingKey,
  tokenRequest,
} from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { code, profile } from './sample'
import { valid } from './token-views'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const row = (name: string | RegExp) => screen.getByRole('treeitem', { name })
const inspector = () => within(screen.getByRole('region', { name: 'Inspector' }))
const answer = (value: unknown) => vi.mocked(command).mockResolvedValue(value as never)
const sent = (name: string) =>
  vi.mocked(command).mock.calls.flatMap(([called, data]) => (called === name ? [data] : []))

function open(flow: Flow = ownFlow) {
  setMirror({
    flow: { f1: flow },
    keys: [signingKey],
    profiles: [{ ...profile, signingKeyId: signingKey.id }],
  })
  return renderPanel('flows', 'f1')
}

/** Opens the flow with its last answer replaced, and selects it. */
async function show(message: OAuthMessage) {
  const rest = ownFlow.messages.filter(({ id }) => id !== message.id)
  const panel = open({ ...ownFlow, messages: [...rest, message] })
  await panel.user.click(screen.getByRole('treeitem', { selected: true }))
  const item = [...panel.container.querySelectorAll<HTMLElement>('[data-row]')].find(
    (element) => element.dataset['row'] === message.id && element.role === 'treeitem',
  )
  await panel.user.click(item!)
  return panel
}

beforeEach(() => {
  vi.mocked(command).mockReset()
  answer(undefined)
  fillMirror()
})

describe('the sequence', () => {
  test('has a row for each request and answer, and nothing dotted', () => {
    open()
    const names = within(screen.getByRole('tree', { name: 'Messages' }))
      .getAllByRole('treeitem')
      .map(({ firstChild }) => firstChild?.textContent?.split(',')[0])
    expect(names).toEqual([
      'PAR request',
      'PAR response',
      'Authorization request',
      '1 login redirect',
      'Authorization response',
      'Token request',
      'Token response',
      'UserInfo request',
      'UserInfo response',
      'Resource request',
      'Resource response',
      'Revocation request',
      'Revocation response',
    ])
    expect(row(/^Token request/).textContent).toContain('POST /token')
    expect(row(/^PAR response/).textContent).toContain('201, 90 s')
    expect(row(/^Resource response/).textContent).toContain('no response')
  })

  test('names Parley as the client', () => {
    const { container } = open()
    expect(container.querySelector('.lane--c')?.textContent).toBe('ClientParley')
  })

  test('counts an unusable response as failed', () => {
    open()
    expect(row(/^Resource response/).textContent).toContain('1 failed')
  })

  test('shows the tokens first', () => {
    open()
    expect(screen.getByRole('treeitem', { selected: true }).textContent).toContain('Token response')
  })
})

describe('a request of Parley', () => {
  test('shows what was sent, with credentials masked and tokens to decode', async () => {
    const { user, container } = open()
    await user.click(row(/^PAR request/))
    expect(inspector().getByText('POST /par')).toBeTruthy()
    expect(inspector().getByText('214 ms')).toBeTruthy()
    await user.click(inspector().getByRole('button', { name: 'Unfold authorization_details' }))
    expect(inspector().getByText('"c-5d0e7b"')).toBeTruthy()
    expect(inspector().getByRole('button', { name: 'Decode request' })).toBeTruthy()
    expect(container.innerHTML).not.toContain(secrets.assertion)
    await user.click(inspector().getByRole('button', { name: 'Reveal client_assertion' }))
    expect(inspector().getByText(secrets.assertion)).toBeTruthy()
  })

  test('takes Basic credentials apart, and keeps the password masked', async () => {
    const { user, container } = open()
    await user.click(row(/^Token request/))
    expect(inspector().getByText('tpp/a')).toBeTruthy()
    for (const secret of ['s3cret:', code, secrets.verifier])
      expect(container.innerHTML).not.toContain(secret)
    await user.click(inspector().getByRole('button', { name: 'Reveal client_secret' }))
    expect(inspector().getByText('s3cret:')).toBeTruthy()
  })

  test.each([
    ['Form parameters', tokenRequest.body],
    ['Body members', '{"grant_type":"authorization_code"}'],
  ])('has its parameters under %s', async (title, body) => {
    await show({ ...tokenRequest, body, params: [['grant_type', 'authorization_code']] })
    expect(inspector().getByRole('table', { name: title })).toBeTruthy()
  })

  test('shows credentials that are not valid Basic unchanged', async () => {
    const headers = [['authorization', 'Basic %%%']] as const
    await show({ ...tokenRequest, headers })
    expect(inspector().getByRole('button', { name: 'Reveal access_token' })).toBeTruthy()
  })

  test('shows the query of a resource, and no body', async () => {
    const { user } = open()
    await user.click(row(/^Resource request/))
    expect(inspector().getByRole('table', { name: 'Query parameters' }).textContent).toContain(
      'page',
    )
    await user.click(row(/^UserInfo request/))
    expect(inspector().getByRole('heading', { name: 'No body' })).toBeTruthy()
  })

  test.each([
    ['client_assertion', /^PAR request/],
    ['request', /^PAR request/],
    ['DPoP', /^Token request/],
  ] as const)('leaves it to the background whose key verifies %s', async (name, label) => {
    answer(valid)
    const { user } = open()
    await user.click(row(label))
    await user.click(inspector().getByRole('button', { name: `Decode ${name}` }))
    await screen.findByText('Signature valid')
    const text = { client_assertion: secrets.assertion, request: requestObject, DPoP: proof }[name]
    expect(sent('tokenInspect')).toEqual([
      { text, flowId: 'f1', jwks: null, nonce: 'n1', payload: null, kind: null, anyKey: false },
    ])
  })

  test('can be copied as a cURL command, with its secrets only where that is asked for', async () => {
    answer({ ok: true, text: 'curl -X POST' })
    const { user } = open()
    await user.click(row(/^Token request/))
    await user.click(inspector().getByRole('button', { name: 'Copy as cURL (POSIX)' }))
    expect(await navigator.clipboard.readText()).toBe('curl -X POST')
    await user.click(inspector().getByRole('button', { name: 'More about this message' }))
    await user.click(screen.getByRole('menuitem', { name: 'Copy as cURL with secrets' }))
    expect(sent('requestCurl')).toEqual([
      { flowId: 'f1', messageId: 'token-request', secrets: false, shell: null },
      { flowId: 'f1', messageId: 'token-request', secrets: true, shell: null },
    ])
  })

  test('can be copied for another shell', async () => {
    answer({ ok: true, text: 'curl.exe' })
    const { user } = open()
    await user.click(row(/^Token request/))
    await user.click(inspector().getByRole('button', { name: 'More about this message' }))
    await user.click(screen.getByRole('menuitem', { name: 'Copy as cURL (PowerShell)' }))
    expect(sent('requestCurl')).toEqual([
      { flowId: 'f1', messageId: 'token-request', secrets: false, shell: 'powershell' },
    ])
  })

  test('a response gives the command of its request; browser messages give none', async () => {
    answer({ ok: false, issues: [{ code: 'request_gone' }] })
    const { user } = open()
    await user.click(row(/^Token response/))
    await user.click(inspector().getByRole('button', { name: 'Copy as cURL (POSIX)' }))
    expect(sent('requestCurl')).toEqual([
      { flowId: 'f1', messageId: 'token-request', secrets: false, shell: null },
    ])
    expect(await inspector().findByRole('alert')).toBeTruthy()
    await user.click(row(/^Authorization response/))
    expect(inspector().queryByRole('button', { name: /^Copy as cURL/ })).toBeNull()
  })
})

describe('a response', () => {
  test('shows its members with tokens masked, and the consent to copy', async () => {
    const { user, container } = open()
    expect(container.innerHTML).not.toContain(secrets.access)
    expect(container.innerHTML).not.toContain(secrets.refresh)
    await user.click(inspector().getByRole('button', { name: 'Copy consent ID' }))
    expect(await navigator.clipboard.readText()).toBe('c-5d0e7b')
    expect(inspector().getByText('300')).toBeTruthy()
  })

  test('shows a failed check of the ID token at the ID token, and adds no row for it', () => {
    open()
    const table = inspector().getByRole('table', { name: 'Body members' })
    const [cell] = within(table).getAllByRole('rowheader', { name: 'id_token' })
    expect(cell?.closest('tr')?.querySelector('[aria-label="failed"]')).toBeTruthy()
    expect(within(table).queryByRole('rowheader', { name: 'iss' })).toBeNull()
  })

  test('that was never received says why', async () => {
    const { user } = open()
    await user.click(row(/^Resource response/))
    const said = inspector().getByRole('article')
    expect(said.textContent).toContain('The response cannot be used. No response within 10 s')
    expect(said.textContent).toContain('timed out')
    await user.click(inspector().getByRole('tab', { name: /Checks/ }))
    expect(inspector().getByRole('article').textContent).toContain('No response within 10 s')
  })

  test('quotes an error as sent, with what to do', async () => {
    await show(
      answered('token', {
        status: 400,
        body: '{"error":"invalid_grant","error_description":"used"}',
        issues: [{ code: 'response_status', seen: '400' }],
      }),
    )
    expect(inspector().getByText('invalid_grant')).toBeTruthy()
    expect(inspector().getByRole('article').textContent).toContain('Start a new flow.')
  })

  test('that is empty says so', async () => {
    await show(answered('revocation', { at: Date.now() }))
    expect(inspector().getByRole('heading', { name: 'Empty response' })).toBeTruthy()
  })

  test('that is HTML is text, and says where it was cut', async () => {
    const { container } = await show(
      answered('resource', { body: '<h1 id="x">Sorry</h1>', truncated: true }),
    )
    expect(inspector().getByText('<h1 id="x">Sorry</h1>')).toBeTruthy()
    expect(container.querySelector('#x')).toBeNull()
    expect(inspector().getByText(/The response was longer/)).toBeTruthy()
  })

  test('that is a list of JSON is a tree', async () => {
    await show(answered('resource', { body: '[{"id":"a1"}]' }))
    expect(inspector().getByText('"a1"')).toBeTruthy()
  })

  test('that is a JWT as a whole is decoded', async () => {
    answer(valid)
    const { user } = open()
    await user.click(row(/^UserInfo response/))
    await user.click(inspector().getByRole('button', { name: 'Decode body' }))
    await screen.findByText('Signature valid')
    expect(sent('tokenInspect')).toMatchObject([{ text: secrets.idToken, jwks: null }])
  })

  test('takes what no server should send', async () => {
    const body = `{"access_token":${'['.repeat(40)}${']'.repeat(40)},"":"","x":null}`
    await show(answered('token', { body, headers: [['', '']], status: 599 }))
    expect(inspector().getByRole('heading', { name: 'Token response' })).toBeTruthy()
  })
})

describe('an encrypted token', () => {
  const jwe = `${requestObject.split('.')[0]}.a.b.c.d`
  const closed = {
    ...valid,
    jwt: { ...valid.jwt, text: jwe, kind: 'jwe', payload: null, parts: jwe.split('.') },
    payload: [],
    decryption: {
      status: 'closed',
      reason: 'kid-unknown',
      plaintext: null,
      kid: null,
      seen: 'enc-1',
      expected: 'enc-2',
    },
  } as const

  async function paste(view: object) {
    answer(view)
    renderPanel('tokens')
    fireEvent.change(screen.getByRole('textbox', { name: 'Token' }), { target: { value: jwe } })
    await screen.findByRole('table', { name: 'Header' })
  }

  test('that could not be opened shows its header, and why', async () => {
    await paste(closed)
    expect(screen.getByText('Not decrypted')).toBeTruthy()
    expect(screen.getAllByRole('definition').map((each) => each.textContent)).toContain('enc-1')
    fireEvent.click(screen.getByRole('button', { name: 'Import a key in the profile' }))
    expect(screen.getByRole('button', { name: 'Profiles' }).getAttribute('aria-current')).toBe(
      'page',
    )
    expect(screen.queryByText(/Signature/, { selector: '.verify *' })).toBeNull()
  })

  test('that was opened shows its outer header, the key, and what is inside', async () => {
    await paste({
      ...valid,
      decryption: { ...closed.decryption, status: 'opened', reason: null, kid: 'enc-1' },
    })
    expect(screen.getByText('Decrypted')).toBeTruthy()
    expect(screen.getByText('Signature valid')).toBeTruthy()
    const outer = screen.getByRole('table', { name: 'Outer header' })
    await waitFor(() => expect(outer.textContent).toContain('PS256'))
  })
})
