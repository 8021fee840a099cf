import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetCalls } from '@/components/panel/requests/calls/call-drafts'
import { summarise } from '@/lib/flow/read/summary'
import { headersOfProfile } from '@/lib/oauth/call-headers'
import { emptyCall, type CallValues } from '@/lib/oauth/call-values'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { readOnce } from '@/lib/state/mirror'
import { callFlow } from '../../samples/call-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { access, profile } from './sample'

const answers: Record<string, (data: never) => unknown> = {}
vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>((name, data) => {
    const answer = answers[name]
    return answer ? Promise.resolve(answer(data as never)) : new Promise(() => undefined)
  }),
}))
vi.mock('@/lib/state/mirror', async (original) => ({
  ...(await original<typeof import('@/lib/state/mirror')>()),
  readOnce: vi.fn<typeof readOnce>(),
}))

const uk: Profile = {
  ...profile,
  ruleProfile: 'uk',
  headers: headersOfProfile.uk,
  resourceServers: ['https://api.example/'],
  variables: [['account_id', '22289']],
}
const made = callFlow(uk, Date.now())
const saved = (id: string, name: string, values: Partial<CallValues>) => ({
  id,
  profileId: uk.id,
  name,
  values: { ...emptyCall, ...values },
  createdAt: 1,
})
const url = '{{resource_base}}/open-banking/v4.0/aisp/accounts/{{account_id}}/transactions'

const sent = (name: string) =>
  vi
    .mocked(command)
    .mock.calls.filter(([each]) => each === name)
    .map(([, data]) => data as Record<string, unknown>)

beforeEach(() => {
  forgetCalls()
  vi.mocked(command).mockClear()
  for (const name of Object.keys(answers)) delete answers[name]
  vi.mocked(readOnce).mockImplementation(async () => ({ flow: made.flow, rev: 1 }))
  fillMirror()
  setMirror({
    profiles: [uk],
    flows: [
      {
        ...summarise(made.flow),
        name: { from: 'given', text: 'UK account access, v4.0', nth: 1 },
      },
    ],
    flow: { [made.flow.id]: made.flow },
    savedCalls: [
      saved('c1', 'Transactions', { url }),
      saved('c2', 'Payment', { method: 'POST', url: '{{resource_base}}/pay', body: '{}' }),
    ],
    callDrafts: {},
    callRuns: { [`${uk.id} c1`]: made.pages, [`${uk.id} c2`]: made.refused },
    access: {
      [uk.id]: [
        ...(access['p1'] ?? []),
        {
          origin: 'https://api.example',
          pattern: 'https://api.example/*',
          roles: ['resource'],
          calls: ['resource'],
          granted: true,
          named: true,
        },
      ],
    },
  })
})

async function open(name: string) {
  const view = renderPanel('requests')
  await view.user.click(screen.getByRole('button', { name: new RegExp(name) }))
  return view
}

const valueOf = (field: HTMLElement) => (field as HTMLInputElement).value
const response = () => within(screen.getByRole('region', { name: 'Response' }))

describe('a resource call', () => {
  test('is made with the token of a flow that the foot names', async () => {
    const { user } = await open('Transactions')
    expect(await screen.findAllByRole('option', { name: /^UK account access, v4\.0/ })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Send' }))
    const token = made.flow.tokens.find(
      ({ kind, ofClient }) => kind === 'access_token' && !ofClient,
    )
    expect(sent('callSend')).toEqual([
      {
        profileId: uk.id,
        item: 'c1',
        flowId: made.flow.id,
        tokenId: token?.id,
        values: { ...emptyCall, url },
        follow: null,
      },
    ])
  })

  test('the next page is read at a press only', async () => {
    const { user } = await open('Transactions')
    expect(await response().findByText('Page 2 of 5', { selector: '.pv *' })).toBeTruthy()
    expect(sent('callSend')).toEqual([])
    await screen.findAllByRole('option', { name: /^UK account access/ })
    await user.click(response().getByRole('button', { name: 'Next' }))
    expect(sent('callSend')[0]).toMatchObject({ follow: { runId: 'two', to: 'next' } })
  })

  test('two responses are compared', async () => {
    const { user } = await open('Transactions')
    await user.click(await response().findByRole('button', { name: 'Compare two' }))
    expect(response().getByText('Links.Prev')).toBeTruthy()
  })

  test('after a failure the idempotency key is kept, and the row says so', async () => {
    const [run] = made.refused
    answers['callSend'] = () => ({ ok: true, run })
    const { user } = await open('Payment')
    const key = screen.getByRole('radiogroup', { name: 'x-idempotency-key' })
    expect(within(key).getByRole('radio', { name: 'new' }).getAttribute('aria-checked')).toBe(
      'true',
    )
    await screen.findAllByRole('option', { name: /^UK account access/ })
    await user.click(screen.getByRole('button', { name: 'Send' }))
    const after = await screen.findByRole('radiogroup', { name: 'x-idempotency-key' })
    await waitFor(() =>
      expect(within(after).getByRole('radio', { name: 'keep' }).getAttribute('aria-checked')).toBe(
        'true',
      ),
    )
    await waitFor(() =>
      expect(sent('callDraft')).toEqual([
        {
          profileId: uk.id,
          draft: expect.objectContaining({
            from: 'c2',
            values: expect.objectContaining({
              headers: { 'x-idempotency-key': run?.idempotencyKey },
            }),
          }),
        },
      ]),
    )
    await user.click(screen.getByRole('button', { name: 'Undo the change of x-idempotency-key' }))
    expect(within(after).getByRole('radio', { name: 'new' }).getAttribute('aria-checked')).toBe(
      'true',
    )
  })

  test('a refusal is in the words of the server', async () => {
    await open('Payment')
    expect(await response().findByText(/crit does not contain/, { selector: 'dd *' })).toBeTruthy()
  })

  test('a variable without a value prevents the call, and the foot names it', async () => {
    setMirror({ profiles: [{ ...uk, variables: [] }] })
    await open('Transactions')
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true')
    expect(screen.getAllByText(/No variable has this name/).length).toBeGreaterThan(0)
  })

  test('a host that the profile does not name gets no token', async () => {
    setMirror({ savedCalls: [saved('c1', 'Transactions', { url: 'https://elsewhere.example/' })] })
    await open('Transactions')
    await screen.findAllByRole('option', { name: /^UK account access/ })
    expect(screen.getByRole('button', { name: 'Send' }).title).toContain('elsewhere.example')
  })

  test('a cURL command fills the values, without its credentials', async () => {
    const { user } = await open('Transactions')
    await user.click(screen.getByRole('combobox', { name: 'URL' }))
    await user.paste(
      `curl -X POST https://api.example/a -H 'authorization: Bearer geheim' -H 'x-own: 1' -d '{"a":1}'`,
    )
    expect(valueOf(screen.getByRole('combobox', { name: 'URL' }))).toBe('https://api.example/a')
    expect(valueOf(screen.getByRole('combobox', { name: 'x-own' }))).toBe('1')
    expect(valueOf(screen.getByRole('combobox', { name: 'Method' }))).toBe('POST')
  })
})

describe('a profile without resource calls', () => {
  beforeEach(() => setMirror({ savedCalls: [], callRuns: {} }))

  test('adds those of the ecosystem', async () => {
    const { user } = await open('New call')
    await user.click(screen.getByRole('button', { name: 'Add the 6 calls of UK Open Banking' }))
    expect(sent('savedCallsAdd')).toEqual([{ profileId: uk.id }])
  })

  test('starts a new one', async () => {
    const { user } = await open('New call')
    await user.click(screen.getAllByRole('button', { name: 'New call' }).at(-1)!)
    expect(valueOf(await screen.findByRole('combobox', { name: 'URL' }))).toBe('{{resource_base}}/')
  })
})
