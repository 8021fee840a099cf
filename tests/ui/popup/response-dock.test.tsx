import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { useMirror } from '@/lib/state/mirror'
import { resetBackground, sent } from './background'
import { expectAccessible, openPopup } from './render'
import { access, flowWith, goodParams, living, result, secretCode, withFlow } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

const dock = () => screen.getByRole('region', { name: 'Latest response' })
const left = () => dock().querySelector('.left') as HTMLElement
const rowOf = (name: string) => {
  const term = within(dock()).getByText(name, { selector: 'dt' })
  return term.nextElementSibling as HTMLElement
}

describe('ResponseDock', () => {
  test('shows code masked, state and iss as the same, with the clause', async () => {
    const { container } = openPopup(withFlow(flowWith({})))
    expect(within(rowOf('state')).getByText('Same as in the request')).toBeTruthy()
    expect(within(rowOf('iss')).getByText('Same as the issuer')).toBeTruthy()
    const link = within(rowOf('iss')).getByRole('link', { name: 'RFC 9207' })
    expect(link.getAttribute('href')).toBe(
      'https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4',
    )
    expect(link.title).toBe('RFC 9207 section 2.4')
    expect(container.innerHTML).not.toContain(secretCode)
    await expectAccessible(container)
  })

  describe('of a JARM', () => {
    const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '')
    const params = [
      ['response', `${part({ alg: 'PS256' })}.${part(Object.fromEntries(goodParams))}.c2ln`],
    ] as const

    test('says what is inside of it', async () => {
      const results = [result('jarm-state', 'passed'), result('jarm-iss', 'passed')]
      const { container, user } = openPopup(withFlow(flowWith({ params, results })))
      expect(within(rowOf('state')).getByText('Same as in the request')).toBeTruthy()
      expect(within(rowOf('iss')).getByText('Same as the issuer')).toBeTruthy()
      expect(container.innerHTML).not.toContain(secretCode)
      await user.click(screen.getByRole('button', { name: 'Reveal code' }))
      expect(within(dock()).getByText(secretCode)).toBeTruthy()
    })

    test('says what does not hold inside of it', () => {
      const results = [result('jarm-state', 'failed'), result('jarm-iss', 'failed')]
      openPopup(withFlow(flowWith({ params, results })))
      expect(within(rowOf('state')).getByText('Differs from the request')).toBeTruthy()
      expect(within(rowOf('iss')).getByText('Differs from the issuer')).toBeTruthy()
    })

    test('that could not be opened does not say that nothing was sent', () => {
      const closed = [['response', `${part({ enc: 'x' })}.a.b.c.d`]] as const
      openPopup(withFlow(flowWith({ params: closed, results: [] })))
      for (const name of ['code', 'state', 'iss'])
        expect(rowOf(name).textContent).toContain('In a JWT that could not be read')
    })
  })

  test('says that the server of another issuer sent it', () => {
    const params = goodParams.filter(([name]) => name !== 'iss')
    const results = [result('ar-state-match', 'passed'), result('ar-mixup', 'failed', 'source')]
    openPopup(withFlow(flowWith({ params, results })))
    expect(within(rowOf('iss')).getByText('Sent by the server of a different issuer')).toBeTruthy()
  })

  test('reveals and copies the code', async () => {
    const { user } = openPopup(withFlow(flowWith({})))
    await user.click(screen.getByRole('button', { name: 'Reveal code' }))
    expect(within(dock()).getByText(secretCode)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Copy code' }))
    expect(await navigator.clipboard.readText()).toBe(secretCode)
  })

  test('counts the life of the code down and says that it is assumed', () => {
    vi.useFakeTimers()
    openPopup(withFlow(flowWith({ age: 14_000 })))
    expect(left().textContent).toBe('0:46')
    expect(left().title).toMatch(/^60 s assumed/)
    act(() => void vi.advanceTimersByTime(32_000))
    expect(left().className).toContain('is-low')
    expect(screen.getByRole('status').textContent).toBe('Code expires in 15 s')
    act(() => void vi.advanceTimersByTime(16_000))
    expect(left().textContent).toBe('expired')
    expect(screen.getByRole('status').textContent).toBe('Code expired')
  })

  test('says the difference, then got and sent; Inspect becomes the filled button', async () => {
    const { container, user, host } = openPopup(
      withFlow(
        flowWith({
          params: [
            ['code', secretCode],
            ['state', 'of-somebody-else'],
            ['iss', 'https://other.example'],
          ],
          results: [result('ar-state-match', 'failed'), result('ar-iss-match', 'failed')],
        }),
      ),
    )
    expect(within(rowOf('state')).getByRole('img', { name: 'failed' })).toBeTruthy()
    expect(within(rowOf('state')).getByText('Differs from the request').className).toContain(
      'strong',
    )
    expect(dock().textContent).toContain('gotof-som…elsesentaf0ifj…uest')
    expect(within(rowOf('iss')).getByText('Differs from the issuer')).toBeTruthy()
    expect(within(dock()).getByText('https://other.example')).toBeTruthy()
    await expectAccessible(container)
    const inspect = screen.getByRole('button', { name: 'Inspect' })
    expect(inspect.className).toContain('btn--primary')
    await user.click(inspect)
    expect(sent('panelOpen')).toEqual([{ flowId: 'f1', screen: 'flows' }])
    expect(host.close).toHaveBeenCalled()
  })

  test('what could not be compared is neutral, never passed', () => {
    openPopup(
      withFlow(
        flowWith({
          params: goodParams.filter(([name]) => name !== 'iss'),
          results: [result('ar-state-match', 'not-observed')],
        }),
      ),
    )
    expect(within(rowOf('state')).getByText('No request to compare with')).toBeTruthy()
    expect(within(rowOf('iss')).getByText('Not in the response')).toBeTruthy()
    expect(within(dock()).queryByRole('img', { name: 'passed' })).toBeNull()
    expect(within(dock()).getAllByRole('img', { name: 'not checked' })).toHaveLength(2)
  })

  test('an iss that was promised and is missing fails', () => {
    openPopup(
      withFlow(
        flowWith({
          params: goodParams.filter(([name]) => name !== 'iss'),
          results: [result('ar-iss-present', 'failed', 'missing')],
        }),
      ),
    )
    expect(
      within(rowOf('iss')).getByText('Missing, although the metadata promises it'),
    ).toBeTruthy()
    expect(dock().textContent).toContain('gotnothing')
  })

  test('quotes an error as sent, and says what to do', async () => {
    const { container } = openPopup(
      withFlow(
        flowWith({
          params: [
            ['error', 'access_denied'],
            ['error_description', 'Pengguna <i>membatalkan</i>'],
          ],
          results: [],
        }),
      ),
    )
    expect(within(rowOf('error')).getByText('access_denied')).toBeTruthy()
    expect(within(dock()).getByText('Pengguna <i>membatalkan</i>')).toBeTruthy()
    expect(within(dock()).getByText(/The user or the bank denied the request/)).toBeTruthy()
    expect(within(dock()).queryByText('code')).toBeNull()
    await expectAccessible(container)
  })

  test('shows three lines of a long text of the server, and its real length', async () => {
    const description = 'x'.repeat(51_204)
    const params = [
      ['error', 'server_error'],
      ['error_description', description],
    ] as const
    const { user } = openPopup(withFlow(flowWith({ params, results: [] })))
    expect(dock().textContent.length).toBeLessThan(1000)
    expect(rowOf('error').textContent).toContain('51,204 characters received')
    await user.click(screen.getByRole('button', { name: 'Show all in the panel' }))
    expect(sent('panelOpen')).toEqual([{ flowId: 'f1', screen: 'flows' }])
  })

  test('names its request, its profile and its issuer', () => {
    const requests = [living('a', 60, { label: 'All three permissions', usedAt: 1 })]
    const { unmount } = openPopup({
      ...withFlow(flowWith({ flow: { storedRequestId: 'a', profileId: 'p1' } })),
      requests,
    })
    const who = () => [...dock().querySelectorAll('.dock__who')].map((each) => each.textContent)
    expect(who()).toEqual(['All three permissionsSandbox', 'as.example'])
    unmount()
    openPopup(withFlow(flowWith({ flow: { storedRequestId: null, clientId: null } })))
    expect(who()[0]).toContain('No request')
  })

  test('says why it is missing', () => {
    const { unmount } = openPopup()
    expect(dock().textContent).toContain('none since the browser started')
    unmount()
    openPopup({ access: { p1: [access('https://app.example', false, ['redirect'])] } })
    expect(dock().textContent).toContain('needs site access')
  })

  test('reports to the background that it was seen, and announces a response that arrives meanwhile', () => {
    openPopup()
    expect(sent('responsesSeen')).toEqual([])
    act(() =>
      useMirror.setState(
        withFlow(flowWith({ age: -1, results: [result('ar-state-match', 'failed')] })),
      ),
    )
    expect(sent('responsesSeen')).toHaveLength(1)
    expect(screen.getByRole('status').textContent).toBe(
      'Response received. state: Differs from the request',
    )
  })

  test('bad data is drawn: long values, none at all', async () => {
    const long = 'x'.repeat(5000)
    const { container } = openPopup(
      withFlow(
        flowWith({
          params: [
            ['code', long],
            ['state', ''],
            ['iss', long],
          ],
          results: [result('ar-state-match', 'failed'), result('ar-iss-match', 'crashed')],
          flow: { issuer: null, ruleProfile: 'oauth2' },
        }),
      ),
    )
    expect(within(dock()).getByText('empty')).toBeTruthy()
    await expectAccessible(container)
    act(() => useMirror.setState(withFlow(flowWith({ params: [], results: [] }))))
    expect(within(rowOf('state')).getByText('Not in the response')).toBeTruthy()
  })
})
