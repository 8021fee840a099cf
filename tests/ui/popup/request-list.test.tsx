import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { useMirror } from '@/lib/state/mirror'
import { answer, resetBackground, sent } from './background'
import { expectAccessible, makeHost, openPopup } from './render'
import { flowWith, living, request, withFlow } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

const rows = () => within(screen.getByRole('list', { name: 'Requests' })).getAllByRole('listitem')
const row = (index: number) => rows()[index] as HTMLElement
const labels = () => rows().map((item) => item.querySelector('.req__label')?.textContent)

describe('the list of request_uris', () => {
  test('has live ones first with the least time left last, then used, then expired', async () => {
    const { container } = openPopup({
      requests: [
        living('expired', -180),
        living('used', 30, { usedAt: Date.now() }),
        living('short', 10),
        living('long', 80),
        request('unknown', { expiresAt: null }),
      ],
    })
    expect(labels()).toEqual([
      'Request unknown',
      'Request long',
      'Request short',
      'Request used',
      'Request expired',
    ])
    expect(screen.getByText('3 live, 1 used, 1 expired')).toBeTruthy()
    expect(row(0).textContent).toContain('lifetime unknown')
    expect(row(3).textContent).toContain('used')
    expect(row(4).textContent).toContain('expired 3 min ago')
    await expectAccessible(container)
  })

  test('leaves out what expired an hour ago, and says where nothing is left', () => {
    openPopup({ requests: [living('old', -3601)] })
    expect(screen.getByText('No requests yet')).toBeTruthy()
  })

  test('counts down, and moves what has expired to the quiet lines', () => {
    vi.useFakeTimers()
    openPopup({ requests: [living('a', 19), living('b', 90)] })
    const left = () => row(1).querySelector('.left')
    expect(left()?.textContent).toBe('0:19')
    expect(left()?.className).not.toContain('is-low')
    act(() => void vi.advanceTimersByTime(2000))
    expect(left()?.textContent).toBe('0:17')
    expect(left()?.className).toContain('is-low')
    act(() => void vi.advanceTimersByTime(18_000))
    expect(row(1).textContent).toContain('expired 1 s ago')
  })

  test('does not tick where nothing counts', () => {
    vi.useFakeTimers()
    openPopup({ requests: [request('a', { expiresAt: null })] })
    expect(vi.getTimerCount()).toBe(0)
  })

  describe('where its flow ended at the server', () => {
    const summary = (storedRequestId: string, more: Partial<FlowSummary> = {}): FlowSummary => ({
      id: `f-${storedRequestId}`,
      profileId: 'p1',
      issuer: 'https://as.example',
      clientId: 'tpp',
      createdAt: 1,
      updatedAt: 1,
      outcome: 'refused-at-server',
      error: '403',
      storedRequestId,
      advice: { code: 'redirect_uri_registered', seen: 'https://app.example/cb', refs: [] },
      status: 'warn',
      failed: 0,
      warned: 0,
      ...more,
    })

    test('says so, with the first thing to try, and opens it', async () => {
      const { user, container } = openPopup({
        requests: [living('a', 30, { usedAt: Date.now() }), living('b', 80)],
        flows: [summary('a')],
      })
      expect(row(0).textContent).not.toContain('refused')
      expect(row(1).textContent).toContain('Refused by the server (403), no redirect')
      expect(row(1).textContent).toContain('Check that exactly this redirect_uri is registered')
      await expectAccessible(container)
      await user.click(within(row(1)).getByRole('button', { name: 'Inspect' }))
      expect(sent('panelOpen')).toEqual([{ flowId: 'f-a', screen: 'flows' }])
    })

    test('is in the menu of the row too', async () => {
      const { user } = openPopup({ requests: [living('a', 30)], flows: [summary('a')] })
      await user.click(within(row(0)).getByRole('button', { name: /^More: / }))
      await user.click(screen.getByRole('menuitem', { name: 'Inspect' }))
      expect(sent('panelOpen')).toEqual([{ flowId: 'f-a', screen: 'flows' }])
    })

    test.each<[string, Partial<FlowSummary>]>([
      ['goes on', { outcome: 'waiting', error: null }],
      ['has a response', { outcome: 'code', error: null }],
      ['was removed', { removedAt: 2 }],
    ])('says nothing of a flow that %s', (_, more) => {
      openPopup({ requests: [living('a', 30)], flows: [summary('a', more)] })
      expect(within(row(0)).queryByRole('button', { name: 'Inspect' })).toBeNull()
    })

    test('shows the newest flow, and no advice once it has expired', () => {
      const newer = summary('a', {
        id: 'n',
        createdAt: 2,
        outcome: 'unreachable',
        error: 'net::ERR_FAILED',
      })
      openPopup({ requests: [living('a', -5)], flows: [newer, summary('a')] })
      expect(row(0).textContent).toContain('Server unreachable: Request failed')
      expect(row(0).textContent).not.toContain('Check that')
    })
  })

  test('opens in a tab and closes the popup', async () => {
    const { user, host } = openPopup({ requests: [living('a', 80)] })
    await user.click(screen.getByRole('button', { name: /^Open Request / }))
    expect(sent('requestOpen')).toEqual([{ id: 'a', where: 'tab' }])
    await waitFor(() => expect(host.close).toHaveBeenCalledOnce())
  })

  test('a refusal is shown in its row and the popup stays', async () => {
    answer({
      requestOpen: () => ({
        ok: false,
        issues: [{ code: 'metadata_missing', seen: 'https://as.example' }],
      }),
    })
    const { user, host, container } = openPopup({ requests: [living('a', 80)] })
    await user.click(screen.getByRole('button', { name: /^Open Request / }))
    expect(await within(row(0)).findByText(/issuer's metadata has not been read/)).toBeTruthy()
    expect(within(row(0)).getByText('https://as.example')).toBeTruthy()
    expect(host.close).not.toHaveBeenCalled()
    await expectAccessible(container)
  })

  test('has the same four places in every row, each named after its request', () => {
    openPopup({
      requests: [
        living('a', 80, { addedAt: new Date(2026, 1, 3, 9, 5).getTime() }),
        living('b', 70, { usedAt: 1 }),
        living('c', -5),
      ],
    })
    const names = (item: HTMLElement) =>
      within(item)
        .getAllByRole('button')
        .map((button) => button.getAttribute('aria-label') ?? '')
    expect(names(row(0))).toEqual([
      'Open Request a, 09:05',
      'Push again: Request a, 09:05',
      'Copy URL: Request a, 09:05',
      'More: Request a, 09:05',
    ])
    for (const index of [1, 2])
      expect(names(row(index)).map((name) => name.replace(/:? Request.*/, ''))).toEqual([
        'Open',
        'Push again',
        'Copy URL',
        'More',
      ])
  })

  test('copies the URL of a used one', async () => {
    const { user } = openPopup({ requests: [living('a', 80, { usedAt: 1 })] })
    await user.click(screen.getByRole('button', { name: /^Copy URL: / }))
    expect(await navigator.clipboard.readText()).toBe('https://as.example/authorize?client_id=c')
  })

  test('"Copied" gives way to the label after 1.2 s', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    openPopup({ requests: [living('a', 80)] })
    fireEvent.click(screen.getByRole('button', { name: /^Copy URL: / }))
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
    await act(() => vi.advanceTimersByTimeAsync(1300))
    expect(screen.getByRole('button', { name: /^Copy URL: / })).toBeTruthy()
  })

  test('where private windows are closed, the menu says where to allow them', async () => {
    const { user, container } = openPopup(
      { requests: [living('a', 80)], incognitoAllowed: false },
      makeHost({ browser: 'firefox' }),
    )
    await user.click(screen.getByRole('button', { name: /^More: / }))
    const item = screen.getByRole('menuitem', { name: /^Open in private window/ })
    expect(item.textContent).toContain('about:addons')
    await expectAccessible(container)
    await user.click(item)
    expect(sent('requestOpen')).toEqual([])
    await user.keyboard('{Escape}')
    row(0).focus()
    await user.keyboard('p')
    expect(within(row(0)).getByRole('alert').textContent).toContain('Run in Private Windows')
  })

  test('removes with Undo in place', async () => {
    const { user } = openPopup({ requests: [living('a', 80), living('b', 40)] })
    row(0).focus()
    await user.keyboard('{Delete}')
    expect(sent('requestRemove')).toEqual([{ id: 'a' }])
    act(() =>
      useMirror.setState({
        requests: [living('a', 80, { removedAt: Date.now() }), living('b', 40)],
      }),
    )
    expect(row(0).textContent).toContain('Removed')
    expect(document.activeElement).toBe(row(0))
    expect(screen.getByText('1 live')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^Undo: / }))
    expect(sent('requestRestore')).toEqual([{ id: 'a' }])
  })

  test('renames in place; Escape leaves the name as it was', async () => {
    const { user } = openPopup({ requests: [living('a', 80)] })
    row(0).focus()
    await user.keyboard('{F2}')
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }))
    await user.keyboard('Balances{Escape}')
    expect(sent('requestRename')).toEqual([])
    expect(document.activeElement).toBe(row(0))
    await user.keyboard('{F2}')
    await user.keyboard('Balances{Enter}')
    expect(sent('requestRename')).toEqual([{ id: 'a', label: 'Balances' }])
  })

  test('the menu copies the request_uri and is left by Escape', async () => {
    const { user, container } = openPopup({ requests: [living('a', 80)] })
    const more = screen.getByRole('button', { name: /^More: / })
    await user.click(more)
    expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'Copy request_uri' }))
    await expectAccessible(container)
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('menu')).toBeNull()
    expect(document.activeElement).toBe(more)
    await user.click(more)
    await user.keyboard('{Enter}')
    expect(await navigator.clipboard.readText()).toBe('urn:ietf:params:oauth:request_uri:a')
    expect(await within(row(0)).findByText('Copied request_uri')).toBeTruthy()
  })

  test('the details are a page that starts from what is known and adds to it', async () => {
    const { user, container } = openPopup({
      requests: [living('a', 80, { expected: { state: 's', nonce: null } })],
    })
    await user.click(screen.getByRole('button', { name: /^More: / }))
    await user.click(screen.getByRole('menuitem', { name: 'Details' }))
    const dialog = within(screen.getByRole('region', { name: 'Request a' }))
    expect((dialog.getByLabelText('state') as HTMLInputElement).value).toBe('s')
    await expectAccessible(container)
    await user.type(dialog.getByLabelText('nonce'), 'n')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(sent('requestDetails')).toEqual([
      {
        id: 'a',
        details: {
          label: 'Request a',
          expiresIn: 90,
          receivedAt: null,
          state: 's',
          nonce: 'n',
          codeVerifier: null,
        },
      },
    ])
    await waitFor(() => expect(document.activeElement).toBe(row(0)))
  })
})

const three = () => ({ requests: [living('a', 80), living('b', 60), living('c', 40)] })

describe('the keyboard', () => {
  test('goes from the field into the list, through it and back', async () => {
    const { user } = openPopup(three())
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(row(0))
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
    expect(document.activeElement).toBe(row(2))
    await user.keyboard('{Home}{ArrowUp}')
    expect(document.activeElement).toBe(screen.getByRole('textbox'))
  })

  test('has one tab stop in the list, and reaches the buttons of a row with Right', async () => {
    const { user } = openPopup(three())
    const stops = rows().flatMap((item) => [item, ...item.querySelectorAll('button')])
    expect(stops.filter((stop) => (stop as HTMLElement).tabIndex === 0)).toEqual([row(0)])
    row(0).focus()
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement?.textContent).toBe('Open')
    await user.keyboard('{ArrowRight}{ArrowRight}{Enter}')
    expect(sent('requestUrl')).toEqual([{ id: 'a' }])
    expect(sent('requestOpen')).toEqual([])
  })

  test('opens, copies and inspects by letters', async () => {
    const { user } = openPopup({ ...three(), ...withFlow(flowWith({})) })
    row(1).focus()
    await user.keyboard('u')
    expect(await navigator.clipboard.readText()).toBe('urn:ietf:params:oauth:request_uri:b')
    await user.keyboard('c')
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toBe('https://as.example/authorize?client_id=c'),
    )
    await user.keyboard('p')
    expect(sent('requestOpen')).toEqual([{ id: 'b', where: 'private' }])
    await user.keyboard('i')
    expect(sent('panelOpen')).toEqual([{ flowId: 'f1', screen: 'flows' }])
  })

  test('letters in the field are only text', async () => {
    const { user } = openPopup(three())
    await user.keyboard('cup')
    expect(sent('requestOpen')).toEqual([])
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('cup')
  })
})
