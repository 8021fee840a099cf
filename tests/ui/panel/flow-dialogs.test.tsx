import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import { accessToken, answered, ownFlow } from './own-flow'
import { able, answer, choose, ok, open, sent } from './act-in-flow'
import { fillMirror } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

beforeEach(() => {
  vi.mocked(command).mockReset()
  answer(ok)
  fillMirror()
})

describe('Call resource', () => {
  test('sends the entered values, with a new interaction id', async () => {
    const { user, container } = open(ownFlow)
    await choose(user, 'More about the access_token', 'Call resource…')
    const dialog = within(screen.getByRole('dialog', { name: 'Call a resource' }))
    const { violations } = await axe.run(container)
    expect(violations.map(({ id }) => id)).toEqual([])
    await user.selectOptions(dialog.getByLabelText('Method'), 'POST')
    await user.clear(dialog.getByLabelText('URL'))
    await user.type(dialog.getByLabelText('URL'), 'https://api.example/accounts')
    await user.type(dialog.getByLabelText('Body'), '{{"a":1}')
    await user.click(dialog.getByRole('button', { name: 'Remove accept' }))
    await user.click(dialog.getByRole('button', { name: 'Call' }))
    expect(sent('resourceRequest')).toEqual([
      {
        flowId: 'f1',
        tokenId: 'access_token',
        method: 'POST',
        url: 'https://api.example/accounts',
        headers: [['x-fapi-interaction-id', expect.stringMatching(/^[\da-f-]{36}$/)]],
        body: '{"a":1}',
      },
    ])
    expect(screen.queryByRole('dialog', { name: 'Call a resource' })).toBeNull()
  })

  test('starts with the headers of the profile that its method needs', async () => {
    const headers = [
      { name: 'x-fapi-interaction-id', value: '{{uuid}}', on: 'all' },
      { name: 'x-dp', value: '{{dp}}', on: 'resources' },
      { name: 'x-token-only', value: '1', on: 'server' },
      { name: 'x-idempotency-key', value: '{{uuid}}', on: 'writes' },
    ] as const
    const { user } = open(ownFlow, {
      profiles: [{ ...able, headers, variables: [['dp', 'DP1']] }],
    })
    await choose(user, 'More about the access_token', 'Call resource…')
    const dialog = within(screen.getByRole('dialog', { name: 'Call a resource' }))
    const rows = () =>
      dialog
        .getAllByRole<HTMLInputElement>('textbox', { name: /^Value of/ })
        .map((field) => [field.getAttribute('aria-label')?.replace('Value of ', ''), field.value])
    const id = expect.stringMatching(/^[\da-f-]{36}$/)
    const read = [
      ['x-fapi-interaction-id', id],
      ['x-dp', 'DP1'],
      ['accept', 'application/json'],
    ]
    expect(rows()).toEqual(read)
    await user.selectOptions(dialog.getByLabelText('Method'), 'POST')
    expect(rows()).toEqual([...read, ['x-idempotency-key', id]])
    await user.selectOptions(dialog.getByLabelText('Method'), 'DELETE')
    expect(rows()).toEqual(read)
  })

  test('is filled in by a curl command, with the token of the flow instead of its own', async () => {
    const { user } = open(ownFlow)
    await choose(user, 'More about the access_token', 'Call resource…')
    const dialog = within(screen.getByRole('dialog', { name: 'Call a resource' }))
    await user.clear(dialog.getByLabelText('URL'))
    await user.paste(`curl -X PUT 'https://api.example/consents/1' \\
      -H 'Authorization: Bearer other' -H 'x-idempotency-key: k1' --json '{"a":"it'\\''s"}'`)
    await user.click(dialog.getByRole('button', { name: 'Call' }))
    expect(sent('resourceRequest')).toEqual([
      {
        flowId: 'f1',
        tokenId: 'access_token',
        method: 'PUT',
        url: 'https://api.example/consents/1',
        headers: [
          ['x-idempotency-key', 'k1'],
          ['content-type', 'application/json'],
        ],
        body: `{"a":"it's"}`,
      },
    ])
  })

  test('stays open where nothing could be sent', async () => {
    answer({ ok: false, issues: [{ code: 'url_not_https', seen: 'http://api.example' }] })
    const { user } = open(ownFlow)
    await choose(user, 'More about the access_token', 'Call resource…')
    const dialog = within(screen.getByRole('dialog', { name: 'Call a resource' }))
    expect(dialog.getByLabelText('URL')).toHaveProperty('value', 'https://api.example/')
    await user.click(dialog.getByRole('button', { name: 'Call' }))
    expect((await screen.findByRole('alert')).textContent).toContain('http://api.example')
    expect(screen.getByRole('dialog', { name: 'Call a resource' })).toBeTruthy()
  })
})

describe('another grant', () => {
  async function grant(fill: (user: ReturnType<typeof open>['user']) => Promise<void>) {
    const { user } = open(ownFlow)
    await choose(user, 'More about this flow', 'Other grant…')
    await fill(user)
    await user.click(screen.getByRole('button', { name: 'Request' }))
    return sent('tokenGrant')
  }

  test('client_credentials starts a new flow', async () => {
    answer({ ok: true, flowId: 'f2', messageId: 'm', accepted: true })
    const found = await grant((user) =>
      user.type(screen.getByLabelText('Value of scope'), 'accounts'),
    )
    expect(found).toEqual([
      {
        profileId: 'p1',
        flowId: null,
        grantType: 'client_credentials',
        params: [['scope', 'accounts']],
      },
    ])
  })

  test('token exchange takes the live access token as the subject', async () => {
    const found = await grant((user) =>
      user.selectOptions(screen.getByLabelText('Grant'), 'Token exchange'),
    )
    expect(found).toEqual([
      {
        profileId: 'p1',
        flowId: 'f1',
        grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
        params: [
          ['subject_token', accessToken.value],
          ['subject_token_type', 'urn:ietf:params:oauth:token-type:access_token'],
        ],
      },
    ])
  })

  test('any other is as it was typed', async () => {
    const found = await grant(async (user) => {
      await user.selectOptions(screen.getByLabelText('Grant'), 'Other')
      await user.type(screen.getByLabelText('grant_type'), 'urn:example:voucher')
      await user.type(screen.getByLabelText('Parameters, name 1'), 'voucher')
      await user.type(screen.getByLabelText('Value of voucher'), 'v1')
      await user.click(screen.getByRole('button', { name: 'Add a row' }))
    })
    expect(found).toMatchObject([
      { flowId: 'f1', grantType: 'urn:example:voucher', params: [['voucher', 'v1']] },
    ])
  })
})

describe('the menu of a flow', () => {
  test.each([true, false])('switches the exchange as codes arrive, from %s', async (on) => {
    const { user } = open(ownFlow, { profiles: [{ ...able, autoExchange: on }] })
    await user.click(screen.getByRole('button', { name: 'More about this flow' }))
    const item = screen.getByRole('menuitemcheckbox', { name: 'Auto-exchange' })
    expect(item.getAttribute('aria-checked')).toBe(String(on))
    await user.click(item)
    expect(sent('profileAutoExchange')).toEqual([{ id: 'p1', on: !on }])
  })

  test('copies the consent id that was granted last', async () => {
    const refused = answered('token', { id: 'later', at: Date.now(), body: '{"error":"x"}' })
    const { user } = open({ ...ownFlow, messages: [...ownFlow.messages, refused] })
    await choose(user, 'More about this flow', 'Copy consent ID c-5d0e7b')
    expect(await navigator.clipboard.readText()).toBe('c-5d0e7b')
  })

  test('needs the profile for what is sent', async () => {
    const { user } = open(ownFlow, { profiles: [] })
    await user.click(screen.getByRole('button', { name: 'More about this flow' }))
    const item = screen.getByRole('menuitem', { name: 'Other grant…' })
    expect(item.getAttribute('aria-disabled')).toBe('true')
  })
})

describe('More requests', () => {
  test('Edit and push opens the Requests screen with a draft', async () => {
    const { user, container } = open(ownFlow)
    await choose(user, 'More requests', 'Edit and push…')
    expect(sent('requestDraft')).toMatchObject([{ draft: { flowId: null, from: null } }])
    expect(await screen.findByRole('button', { name: 'Requests', current: 'page' })).toBeTruthy()
    const { violations } = await axe.run(container)
    expect(violations.map(({ id }) => id)).toEqual([])
  })

  test('a grant without any flow begins one', async () => {
    const { user } = open(ownFlow, { flows: [] })
    await choose(user, 'More requests', 'Other grant…')
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Request' }))
    expect(sent('tokenGrant')).toMatchObject([
      { profileId: null, flowId: null, grantType: 'client_credentials' },
    ])
  })
})
