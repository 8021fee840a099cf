import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetTyped } from '@/components/connected/request/draft-store'
import type { Protocol } from '@/lib/messaging/protocol'
import { noValues, type RequestValues } from '@/lib/oauth/request-values'
import { command } from '@/lib/state/actions'
import { preparedWith } from '../../samples/request-preview'
import { ownFlow, signingKey } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { profile as bank } from './sample'

type Data<C extends keyof Protocol> = Parameters<Protocol[C]>[0]

const profile = {
  ...bank,
  signingKeyId: signingKey.id,
  variables: [['dp_id', 'DP1']] as const,
  authorizationDetails:
    '[{"type":"t","dp":"{{dp_id}}","permissions":["read_accounts","read_balances"]}]',
}
const answers: Record<string, (data: never) => unknown> = {}

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(async (name, data) =>
    answers[name]?.(data as never),
  ),
}))

function sent<C extends keyof Protocol>(name: C): readonly Data<C>[] {
  return vi
    .mocked(command)
    .mock.calls.filter(([each]) => each === name)
    .map(([, data]) => data as Data<C>)
}

beforeEach(() => {
  forgetTyped()
  vi.mocked(command).mockClear()
  fillMirror()
  setMirror({
    profiles: [profile],
    keys: [signingKey],
    savedRequests: [],
    requestDrafts: {},
    requestRuns: {},
    flow: { f1: ownFlow },
  })
  Object.assign(answers, {
    requestPrepare: ({ values }: Data<'requestPrepare'>) => preparedWith(profile, values),
    requestOpen: () => ({ ok: true, flowId: 'f1' }),
    requestSend: () => ({
      ok: true,
      storedRequestId: 'r1',
      flowId: 'f1',
      accepted: true,
      resent: false,
    }),
    savedRequestPut: () => ({ ok: true, id: 's1' }),
  })
})

const sheet = () => within(screen.getByRole('region', { name: 'Values' }))
const preview = () => within(screen.getByRole('region', { name: 'Preview' }))
const previewText = () => screen.getByRole('region', { name: 'Preview' }).textContent
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const isReady = () => waitFor(() => expect(previewText()).toContain('octets'))

async function open() {
  const view = renderPanel('requests')
  await isReady()
  return view
}

/** The values of the newest preview. */
const lastValues = (): RequestValues => sent('requestPrepare').at(-1)!.values

describe('the values', () => {
  test('are the profile’s; a change makes a draft, keeps the focus and is counted', async () => {
    const { user } = await open()
    const scope = sheet().getByLabelText('scope')
    await user.clear(scope)
    await user.type(scope, 'openid own')
    expect(document.activeElement).toBe(scope)
    expect(screen.getByText('1 change from the profile')).toBeTruthy()
    expect(button(/^New request draft$/).getAttribute('aria-current')).toBe('true')
    await waitFor(() => expect(lastValues().params).toEqual({ scope: 'openid own' }))
    await waitFor(() =>
      expect(sent('requestDraft').at(-1)?.draft?.values.params).toEqual({ scope: 'openid own' }),
    )
  })

  test('are undone row by row, with the keyboard too, and the draft ends with the last', async () => {
    const { user } = await open()
    await user.type(sheet().getByLabelText('state'), 'mine')
    await user.click(button('prompt'))
    await user.type(sheet().getByLabelText('prompt'), 'login')
    await user.keyboard('{Alt>}{Backspace}{/Alt}')
    expect(sheet().queryByLabelText('prompt')).toBeNull()
    await user.click(button('Undo the change of state'))
    expect(screen.queryByText(/changes? from the profile$/)).toBeNull()
    expect(button('As in the profile default').getAttribute('aria-current')).toBe('true')
  })

  test('can be left out', async () => {
    const { user } = await open()
    await user.click(button('Leave out nonce'))
    expect(sheet().getByLabelText('nonce').getAttribute('placeholder')).toBe('not sent')
    await waitFor(() => expect(lastValues().params).toEqual({ nonce: null }))
  })

  test('of a consent have a field each, with what its variables stand for', async () => {
    const { user } = await open()
    expect(sheet().getByText('DP1')).toBeTruthy()
    await user.click(sheet().getByLabelText('read_accounts'))
    await waitFor(() =>
      expect(JSON.parse(lastValues().params['authorization_details'] ?? '')).toEqual([
        { type: 't', dp: '{{dp_id}}', permissions: ['read_balances'] },
      ]),
    )
    await user.click(sheet().getByLabelText('read_balances'))
    await user.click(button('Undo the change of permissions'))
    expect(screen.queryByText(/changes? from the profile$/)).toBeNull()
  })

  test('with an unknown variable name it, and nothing can be sent', async () => {
    const { user } = await open()
    await user.click(button('login_hint'))
    await user.type(sheet().getByLabelText('login_hint'), '{{{{nobody}}')
    await waitFor(() => expect(sheet().getByText('{{nobody}}')).toBeTruthy())
    await waitFor(() => expect(button('Push and open').getAttribute('aria-disabled')).toBe('true'))
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(sent('requestSend')).toEqual([])
  })

  test('of PKCE, headers and the assertion', async () => {
    const { user } = await open()
    await user.click(button(/^PKCE/))
    await user.selectOptions(sheet().getByLabelText('code_challenge_method'), 'not sent')
    await user.click(button(/^Headers/))
    const add = sheet().getAllByLabelText('Name').at(-1)!
    await user.type(add, 'x-own{Enter}')
    await user.type(sheet().getByLabelText('x-own'), 'v')
    await user.click(button(/^Client assertion/))
    await user.clear(sheet().getByLabelText('exp'))
    await user.type(sheet().getByLabelText('exp'), '-9')
    await waitFor(() =>
      expect(lastValues()).toEqual({
        ...noValues,
        params: { code_challenge_method: null, code_challenge: null },
        headers: { 'x-own': 'v' },
        assertion: { lifetime: -9 },
      }),
    )
  })
})

describe('the preview', () => {
  test('shows the request object decoded and as sent, with changed lines', async () => {
    const { user } = await open()
    expect(preview().getByText('"iss"')).toBeTruthy()
    await user.click(button('login_hint'))
    await user.type(sheet().getByLabelText('login_hint'), 'aisyah')
    await waitFor(() => expect(preview().getByText('Changed')).toBeTruthy())
    await user.click(screen.getByRole('radio', { name: 'As sent' }))
    expect(previewText()).toMatch(/ey[\w-]{20,}\.ey/)
  })

  test('masks the client secret until it is revealed, in its copy too', async () => {
    const withSecret = {
      ...profile,
      clientAuth: { ...profile.clientAuth, method: 'client_secret_post' as const },
    }
    setMirror({ profiles: [withSecret], secrets: [profile.id] })
    answers['requestPrepare'] = ({ values }: Data<'requestPrepare'>) =>
      preparedWith(withSecret, values)
    const { user } = await open()
    await user.click(screen.getByRole('tab', { name: 'Form body' }))
    expect(previewText()).toContain('client_secret')
    expect(previewText()).not.toContain('s3cret')
    await user.click(button('Copy as shown'))
    expect(await navigator.clipboard.readText()).not.toContain('s3cret')
    await user.click(button('Reveal'))
    expect(previewText()).toContain('s3cret')
  })
})

describe('sending', () => {
  test('sends the preview that is shown, then shows the response and builds the next one', async () => {
    const { user } = await open()
    const before = sent('requestPrepare').length
    await user.click(button('Push and open'))
    expect(sent('requestSend')).toMatchObject([
      { id: expect.stringMatching(/^prepared/), item: 'profile', label: null, open: 'tab' },
    ])
    expect(await preview().findByText('Accepted')).toBeTruthy()
    await waitFor(() => expect(sent('requestPrepare').length).toBeGreaterThan(before))
    await user.click(button('Show in Flows'))
    expect(button('Flows').getAttribute('aria-current')).toBe('page')
  })

  test('waits for the preview of what was just typed', async () => {
    const { user } = await open()
    await user.type(sheet().getByLabelText('state'), 'x')
    expect(lastValues().params).toEqual({})
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(sent('requestSend')).toHaveLength(1))
    expect(lastValues().params).toEqual({ state: 'x' })
  })

  test('without opening, by the keyboard', async () => {
    const { user } = await open()
    await user.click(sheet().getByLabelText('scope'))
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    await waitFor(() => expect(sent('requestSend')).toHaveLength(1))
    expect(sent('requestSend')).toMatchObject([{ open: null }])
    await user.click(await preview().findByRole('button', { name: 'Open' }))
    expect(sent('requestOpen')).toEqual([{ id: 'r1', where: 'tab' }])
  })
})

describe('saved requests', () => {
  const saved = {
    id: 's1',
    profileId: profile.id,
    name: 'Balances',
    values: { ...noValues, params: { scope: 'openid balances' } },
    createdAt: 1,
  }

  test('are saved under a name, which ends the draft', async () => {
    const { user } = await open()
    await user.type(sheet().getByLabelText('state'), 's')
    await user.keyboard('{Control>}s{/Control}')
    await user.type(screen.getByLabelText('Name of the request'), 'Mine{Enter}')
    expect(sent('savedRequestPut')).toEqual([
      {
        id: null,
        profileId: profile.id,
        name: 'Mine',
        values: { ...noValues, params: { state: 's' } },
      },
    ])
    await waitFor(() => expect(screen.queryByRole('button', { name: /draft$/ })).toBeNull())
  })

  test('are saved without secrets, whose names are shown', async () => {
    const values = { ...noValues, params: { state: 's' }, codeVerifier: 'v'.repeat(43) }
    setMirror({ savedRequests: [{ ...saved, values }] })
    const { user } = await open()
    await user.click(button('Balances'))
    await user.click(button('Save as…'))
    expect(screen.getByText('Not saved, because secret: code_verifier')).toBeTruthy()
  })

  test('are edited as a draft, which is reset or replaces them', async () => {
    setMirror({ savedRequests: [saved] })
    const { user } = await open()
    await user.click(button('Balances'))
    expect((sheet().getByLabelText('scope') as HTMLInputElement).value).toBe('openid balances')
    await user.type(sheet().getByLabelText('scope'), ' x')
    await user.click(button('Reset'))
    expect((sheet().getByLabelText('scope') as HTMLInputElement).value).toBe('openid balances')
    await user.type(sheet().getByLabelText('scope'), ' y')
    await user.click(button('Save as…'))
    await user.click(button('Replace Balances'))
    expect(sent('savedRequestPut')).toMatchObject([
      { id: 's1', name: 'Balances', values: { params: { scope: 'openid balances y' } } },
    ])
  })

  test('are removed', async () => {
    setMirror({ savedRequests: [saved] })
    const { user } = await open()
    await user.click(button('Balances'))
    await user.click(button('Remove'))
    expect(sent('savedRequestRemove')).toEqual([{ id: 's1' }])
  })
})

describe('a draft of another screen', () => {
  test('is selected, and Escape goes back to its flow', async () => {
    const { user } = await open()
    const draft = {
      values: { ...noValues, params: { scope: 'of the flow' } },
      from: null,
      flowId: 'f1',
      at: Date.now() + 1,
      startedAt: Date.now() + 1,
    }
    act(() => setMirror({ requestDrafts: { [profile.id]: draft } }))
    expect((sheet().getByLabelText('scope') as HTMLInputElement).value).toBe('of the flow')
    await user.click(sheet().getByLabelText('scope'))
    await user.keyboard('{Escape}')
    expect(button('Flows').getAttribute('aria-current')).toBe('page')
  })

  test('starts with what the flow sent', async () => {
    const { user } = renderPanel('flows', 'f1')
    await user.click(button('More about this flow'))
    await user.click(screen.getByRole('menuitem', { name: 'Edit and push…' }))
    await waitFor(() => expect(sent('requestDraft')).toHaveLength(1))
    expect(sent('requestDraft')[0]?.draft).toMatchObject({ flowId: 'f1', from: null })
    expect(button('Requests').getAttribute('aria-current')).toBe('page')
  })
})
