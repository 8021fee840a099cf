import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { Advice, AuthorizationRequest, Hop, OAuthMessage } from '@/lib/flow/model/message'
import { summarise } from '@/lib/flow/read/summary'
import { renderPanel, setMirror, fillMirror } from './render-panel'
import { flow, hop, parResponse, request } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<() => Promise<void>>(() => Promise.resolve()),
}))
beforeEach(fillMirror)

const inspector = () => within(screen.getByRole('region', { name: 'Inspector' }))
const listed = () =>
  within(screen.getByRole('list', { name: 'Flows, newest first' })).getByRole('button').textContent

const used: Advice = {
  code: 'request_uri_used',
  seen: '2026-11-24T06:32:07.000Z',
  refs: ['RFC9126-4'],
}

function show(messages: readonly OAuthMessage[], more: Partial<Flow> = {}) {
  const shown = { ...flow, ...more, messages }
  setMirror({ flows: [summarise(shown)], flow: { f1: shown } })
  return renderPanel('flows', 'f1')
}

const responded = (status: number | null, more: Partial<AuthorizationRequest> = {}) => ({
  ...request,
  httpResult: { at: request.at + 20, status, error: null },
  ...more,
})

describe('a flow that ended at the server', () => {
  test('in the list, the sequence and the inspector, with what to try', () => {
    const { container } = show([parResponse, responded(403, { advice: [used] })])
    expect(listed()).toContain('Refused by the server (403), no redirect')
    const row = screen.getByRole('treeitem', { name: /^Authorization request, 403, / })
    expect(row.querySelector('.arrow__d')?.textContent).toBe('GET /authorize')
    expect(row.querySelector('.arrow__r')?.textContent).toBe('403')
    expect(
      inspector().getByText(
        'The authorization endpoint responded with 403 and did not redirect. The page in the tab may name the reason.',
      ),
    ).toBeTruthy()
    const advice = within(inspector().getByRole('list', { name: 'Next step' }))
    expect(inspector().getByRole('list', { name: 'Next step' }).textContent).toMatch(
      /^The request_uri was already used\./,
    )
    expect(advice.getByText('2026-11-24T06:32:07.000Z')).toBeTruthy()
    expect(advice.getByRole('link').getAttribute('href')).toContain('rfc9126.html#section-4')
    expect(container.textContent).not.toMatch(/advice\.|panel\.|undefined/)
  })

  test.each([
    [401, 'Authorization endpoint responded with 401, no redirect', /If it shows a login page/],
    [503, 'Server error (503), no redirect', /responded with 503/],
  ])('%i', (status, outcome, sentence) => {
    show([responded(status)])
    expect(listed()).toContain(outcome)
    expect(inspector().getByText(sentence)).toBeTruthy()
  })

  test('a network failure is named in words, and as the browser said it', () => {
    const error = 'net::ERR_CERT_AUTHORITY_INVALID'
    show([{ ...request, httpResult: { at: 1, status: null, error } }])
    expect(listed()).toContain('Server unreachable: Certificate or TLS not accepted')
    expect(
      screen.getByRole('treeitem', {
        name: `Authorization request, ${error}, browser to server, 0.0 seconds`,
      }),
    ).toBeTruthy()
    expect(inspector().getByText(error)).toBeTruthy()
  })

  const errorPage: Hop = {
    ...hop(0),
    url: flow.issuer + '/error',
    status: 400,
    errorCode: 'invalid_request',
  }

  test('an error page of the server, with its status on the fold', () => {
    show([responded(302), errorPage])
    expect(listed()).toContain('Error page, no redirect, invalid_request')
    expect(
      screen.getByRole('treeitem', { name: /^1 login redirect, 400, / }).textContent,
    ).toContain('400')
    expect(screen.getByRole('treeitem', { name: /^Authorization request, 302, / })).toBeTruthy()
    expect(inspector().getByText(`GET ${errorPage.url}`)).toBeTruthy()
    expect(inspector().getByText('invalid_request')).toBeTruthy()
  })

  test('an error page without a code, and one that is fine', () => {
    const { errorCode: _, ...plain } = errorPage
    const { unmount } = show([responded(302), plain])
    expect(listed()).toContain('Error page, no redirect, 400')
    unmount()
    show([responded(302), { ...plain, status: 200 }])
    expect(listed()).toMatch(/Error page, no redirect\d+ h/)
  })

  test('a login that may go on', () => {
    const { unmount } = show([responded(302), { ...hop(0), status: 401 }])
    expect(listed()).toContain('Last page responded with 401')
    expect(inspector().getByText(/The login may still continue/)).toBeTruthy()
    unmount()
    show([responded(302), { ...hop(0), status: 401 }, { ...hop(1), status: 200 }])
    expect(listed()).toContain('Waiting for the user')
    expect(inspector().queryByText(/may still continue/)).toBeNull()
  })

  test('a page that could not be loaded', () => {
    const failure = 'NS_ERROR_UNKNOWN_HOST'
    show([responded(302), { ...hop(0), status: null, failure }])
    expect(listed()).toContain('Last page could not be loaded: Unknown host')
    expect(inspector().getByText(failure)).toBeTruthy()
  })

  test('a closed tab, and a response that no one sees', () => {
    const { unmount } = show([responded(200)], { tabClosed: true })
    expect(listed()).toContain('Tab closed, no response')
    expect(inspector().getByText(/^The tab was closed before a response/)).toBeTruthy()
    unmount()
    show([responded(200)], { requested: { ...flow.requested, responseMode: 'web_message' } })
    expect(listed()).toContain('Response not visible to Parley, web_message')
    expect(inspector().getByText(/Parley cannot capture it/)).toBeTruthy()
    expect(inspector().getByText('web_message')).toBeTruthy()
  })

  test('an earlier request of the same flow shows its own result alone', async () => {
    const again = { ...responded(200), id: 'again', at: request.at + 5000 }
    const { user } = show([responded(503), again])
    expect(listed()).toContain('Waiting for the user')
    await user.click(screen.getByRole('treeitem', { name: /^Authorization request, 503, / }))
    expect(inspector().getByText('503')).toBeTruthy()
    expect(inspector().queryByRole('list', { name: 'Next step' })).toBeNull()
  })

  test('a request of which no result is known', () => {
    show([request])
    expect(listed()).toContain('Waiting for the user')
    expect(inspector().queryByRole('heading', { name: 'Result' })).toBeNull()
  })
})
