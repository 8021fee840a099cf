import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import { useMirror } from '@/lib/state/mirror'
import { answer, resetBackground, sent } from './background'
import { expectAccessible, openPopup } from './render'
import { able, flowWith, result, signingKey, tokenRequest, tokensCame, withFlow } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

const dock = () => screen.getByRole('region', { name: 'Latest response' })
const button = (name: string) => within(dock()).getByRole('button', { name })
const open = (flow: Flow, keys = [signingKey]) =>
  openPopup({ ...withFlow(flow), profiles: [able], keys })

/** A flow whose code was sent, with the token response. */
function after(...answers: readonly OAuthMessage[]): Flow {
  const flow = flowWith({})
  return { ...flow, messages: [...flow.messages, tokenRequest, ...answers] }
}

describe('Exchange', () => {
  test('is the filled button, and sends the code once', async () => {
    const running = Promise.withResolvers<unknown>()
    answer({ codeExchange: () => running.promise })
    const { user, container } = open(flowWith({}))
    expect(button('Exchange').className).toContain('btn--primary')
    await expectAccessible(container)
    await user.click(button('Exchange'))
    await user.click(button('Exchange'))
    expect(sent('codeExchange')).toEqual([{ flowId: 'f1', responseId: 'm1' }])
    await act(async () =>
      running.resolve({ ok: true, flowId: 'f1', messageId: 'm3', accepted: true }),
    )
    expect(button('Exchange').getAttribute('aria-busy')).toBeNull()
  })

  test('E does it from a row of the list or a button, not from the field', async () => {
    const { user } = open(flowWith({}))
    await user.keyboard('e')
    expect(sent('codeExchange')).toEqual([])
    await user.clear(screen.getByRole('textbox'))
    button('Inspect').focus()
    await user.keyboard('e')
    expect(sent('codeExchange')).toHaveLength(1)
  })

  test('comes second and says "anyway" where a check fails', () => {
    open(flowWith({ results: [result('ar-state-match', 'failed')] }))
    const [first, second] = [...dock().querySelectorAll('.dock__acts button')]
    expect(first?.textContent).toBe('Inspect')
    expect(first?.className).toContain('btn--primary')
    expect(second?.textContent).toBe('Exchange anyway')
  })

  test('says "anyway" where the code is past its assumed life', () => {
    open(flowWith({ age: 90_000 }))
    expect(button('Exchange anyway').className).not.toContain('btn--primary')
  })

  test('is off without a key, and says so', async () => {
    const { user } = open(flowWith({}), [])
    expect(dock().textContent).toContain('No signing key for tpp-7f3a91')
    await user.click(button('Exchange'))
    expect(sent('codeExchange')).toEqual([])
  })

  test('says why nothing was sent', async () => {
    answer({ codeExchange: () => ({ ok: false, issues: [{ code: 'metadata_missing' }] }) })
    const { user } = open(flowWith({}))
    await user.click(button('Exchange'))
    expect((await within(dock()).findByRole('alert')).textContent).toContain('metadata')
  })

  test('is not there without a code', () => {
    open(flowWith({ params: [['error', 'access_denied']], results: [] }))
    expect(within(dock()).queryByRole('button', { name: /Exchange/ })).toBeNull()
    expect(button('Inspect').className).not.toContain('btn--primary')
  })
})

describe('after an exchange', () => {
  test('the tokens are shown, and the code counts as used', async () => {
    const { container, user } = open(after(tokensCame))
    expect(within(dock()).getByText('ID token verified')).toBeTruthy()
    expect(dock().querySelector('.left')?.textContent).toBe('used')
    expect(button('Inspect').className).toContain('btn--primary')
    await expectAccessible(container)
    await user.click(button('Reuse the code'))
    expect(sent('codeExchange')).toEqual([{ flowId: 'f1', responseId: 'm1' }])
  })

  test.each([
    [
      'a failed check',
      { results: [{ ...result('idt-iss', 'failed'), about: 'iss' }] },
      /^iss: Differs from the issuer/,
    ],
    [
      'an answer that cannot be used',
      { issues: [{ code: 'fetch_timeout' }] },
      /No response within/,
    ],
    ['no ID token', { jwts: [] }, /^Tokens received$/],
    [
      'an ID token that could not be verified',
      {
        jwts: tokensCame.jwts.map((jwt) => ({
          ...jwt,
          verification: { ...jwt.verification, status: 'not-run' as const },
        })),
      },
      /^ID token not verified$/,
    ],
  ])('the worst finding is shown: %s', (_, more, text) => {
    open(after({ ...tokensCame, ...more }))
    expect(within(dock()).getByText(text)).toBeTruthy()
  })

  test('a refusal is quoted as sent, with what to do', () => {
    const body = '{"error":"invalid_grant","error_description":"grant request is invalid"}'
    open(after({ ...tokensCame, status: 400, body, jwts: [] }))
    expect(within(dock()).getByText('invalid_grant')).toBeTruthy()
    expect(within(dock()).getByText('grant request is invalid')).toBeTruthy()
    expect(within(dock()).getByText(/Start a new flow/)).toBeTruthy()
  })

  test('one that Parley began itself is said to be under way', () => {
    open(after())
    expect(within(dock()).getByText('Exchanging')).toBeTruthy()
  })

  test('its end is announced', () => {
    open(flowWith({}))
    act(() => useMirror.setState(withFlow(after(tokensCame))))
    expect(screen.getByRole('status').textContent).toBe('ID token verified')
  })
})

/** The flow with a changed response, such as one that is held or unsolicited. */
function withResponse(more: Partial<AuthorizationResponse>, age?: number): Flow {
  const flow = flowWith(age === undefined ? {} : { age })
  const [response] = flow.messages
  return { ...flow, messages: [{ ...(response as AuthorizationResponse), ...more }] }
}

describe('the code of an unsolicited response', () => {
  const unsolicited = () => withResponse({ matchedBy: 'unsolicited' })

  test('is said to be without a request, has no time and no passed iss', async () => {
    const { container } = open(unsolicited())
    expect(within(dock()).getByText('No known request')).toBeTruthy()
    expect(dock().querySelector('.timebar')).toBeNull()
    expect(dock().querySelector('.left')).toBeNull()
    const iss = within(dock()).getByText('iss', { selector: 'dt' }).nextElementSibling
    expect(iss?.textContent).toContain('No request to compare with')
    expect(button('Inspect').className).toContain('btn--primary')
    await expectAccessible(container)
  })

  test('is sent only after a question in place', async () => {
    const { user, container } = open(unsolicited())
    await user.click(button('Exchange…'))
    expect(sent('codeExchange')).toEqual([])
    const question = screen.getByRole('alertdialog')
    expect(question.textContent).toContain("may belong to a different user's login")
    expect(document.activeElement?.textContent).toBe('Do not exchange')
    await expectAccessible(container)
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(sent('codeExchange')).toEqual([])
    await user.click(button('Exchange…'))
    await user.click(button('Exchange as tpp-7f3a91'))
    expect(sent('codeExchange')).toEqual([{ flowId: 'f1', responseId: 'm1', confirmed: true }])
  })
})

const token = (
  kind: FlowToken['kind'],
  value: string,
  more: Partial<FlowToken> = {},
): FlowToken => ({
  id: value,
  kind,
  value,
  messageId: 'm3',
  receivedAt: Date.now(),
  expiresAt: null,
  tokenType: null,
  scope: null,
  state: 'live',
  ...more,
})

describe('the tokens of the latest response', () => {
  const withTokens = (tokenType: string) => ({
    ...after(tokensCame),
    tokens: [
      token('access_token', 'old', { state: 'replaced' }),
      token('access_token', 'at-1', { tokenType, expiresAt: Date.now() + 298_000 }),
      token('refresh_token', 'rt-1'),
    ],
  })
  const copied = () => navigator.clipboard.readText()

  test('are copied: the access token by the filled button, the others from a menu', async () => {
    const { user, container } = open(withTokens('bearer'))
    expect(dock().textContent).toContain('access token 4:58')
    expect(within(dock()).queryByText('code', { selector: 'dt' })).toBeNull()
    expect(button('Copy access token').className).toContain('btn--primary')
    await user.click(button('Copy access token'))
    expect(await copied()).toBe('at-1')
    await user.click(button('Copy'))
    const names = screen.getAllByRole('menuitem').map(({ textContent }) => textContent)
    expect(names).toEqual([
      'Authorization headerH',
      'access_tokenT',
      'refresh_token',
      'Token response as JSON',
    ])
    await expectAccessible(container)
    await user.click(screen.getByRole('menuitem', { name: 'Token response as JSON' }))
    expect(await copied()).toBe(tokensCame.body)
    await user.click(button('Reuse the code'))
    expect(sent('codeExchange')).toHaveLength(1)
  })

  test.each([
    ['bearer', 'Authorization: Bearer at-1'],
    ['DPoP', 'Authorization: DPoP at-1'],
  ])('T and H copy them, with the scheme of a %s token', async (type, header) => {
    const { user } = open(withTokens(type))
    button('Inspect').focus()
    await user.keyboard('t')
    expect(await copied()).toBe('at-1')
    await user.keyboard('h')
    await waitFor(async () => expect(await copied()).toBe(header))
    screen.getByRole('textbox').focus()
    await user.keyboard('t')
    expect(await copied()).toBe(header)
  })

  test('a narrower consent and a wrong value have lines of their own, with both values', () => {
    const results = [
      { ...result('tr-authorization-details', 'failed', 'narrower'), severity: 'warn' as const },
      {
        ...result('idt-nonce', 'failed'),
        about: 'nonce',
        findings: [{ code: 'differs', seen: 'abc', expected: 'xyz' }],
      },
    ]
    const { messages } = after({ ...tokensCame, results })
    open({ ...withTokens('bearer'), messages })
    const line = (name: string) =>
      within(dock()).getByText(name, { selector: 'dt' }).nextElementSibling?.textContent
    expect(line('tokens')).toMatch(/^nonce: .*gotabcexpectedxyz$/)
    expect(within(dock()).getByText('consent', { selector: 'dt' })).toBeTruthy()
  })
})

describe('a code that the user has decided on', () => {
  const hold = { at: 1, tabId: 7, initiator: null, releases: [] }
  const done = {
    at: 2,
    params: [],
    changes: [],
    defence: null,
    times: 1,
    done: 1,
    defended: null,
  } as const

  test.each([
    ['discarded', { ...hold, state: 'discarded' }, 'You discarded the response'],
    ['released', { ...hold, state: 'released', releases: [done] }, 'The app received the code'],
    ['released', { ...hold, state: 'releasing' }, 'The app received the code'],
  ] as const)('has no running time: %s', (word, held, note) => {
    open(withResponse({ hold: held }))
    expect(dock().querySelector('.left')?.textContent?.toLowerCase()).toBe(word)
    expect(dock().querySelector('.timebar')).toBeNull()
    expect(dock().textContent).toContain(note)
    expect(button('Exchange anyway').className).not.toContain('btn--primary')
  })
})
