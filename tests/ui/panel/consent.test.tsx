import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import type { Flow } from '@/lib/flow/model/flow'
import { consentFlow, consentFlows } from '../../samples/consents'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { access, flow, summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() =>
    Promise.resolve({ ok: true, flowId: 'f1', messageId: 'x' }),
  ),
}))

const consentRow = () => screen.getByRole('button', { name: /Consent, / })
const inspector = () => within(screen.getByRole('region', { name: 'Inspector' }))
const row = (name: string | RegExp) =>
  within(
    inspector()
      .getAllByRole('row')
      .find((each) => each.querySelector(`[role="rowheader"][title="${String(name)}"]`)) ??
      document.createElement('div'),
  )

function open(of: Flow) {
  const shown = { ...of, id: 'f1' }
  setMirror({
    flows: [summary],
    flow: { f1: shown },
    access: { p1: (access['p1'] ?? []).map((each) => ({ ...each, granted: true })) },
  })
  return renderPanel('flows', 'f1')
}

async function openConsent(of: Flow) {
  const view = open(of)
  await view.user.click(consentRow())
  return view
}

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
})

test('a flow without scope and authorization_details has no row', () => {
  setMirror({ flow: { f1: flow } })
  renderPanel('flows', 'f1')
  expect(screen.queryByRole('button', { name: /Consent, / })).toBeNull()
})

describe('the row', () => {
  test.each([
    ['narrower', /Granted 2 of 3 permissions.*Consent, until/],
    ['wider', /Granted more than requested/],
    ['payment', /Amount changed from GBP 165.88 to GBP 168.55.*can be paid until/],
    ['expired', /Expired.*Consent, expired 4 min .*ago/],
    ['withdrawn', /Withdrawn.*was granted until/],
    ['generic', /Granted 1 of 2 types.*no expiry stated/],
    ['scopes', /Granted 3 of 4 scopes/],
    ['waiting', /Requests 3 permissions.*waiting for the user/],
    ['long', /Granted 18 of 19 permissions/],
    ['unknown', /Granted as requested/],
  ] as const)('says of %s what is known', (name, text) => {
    open(consentFlows[name])
    expect(consentRow().textContent).toMatch(text)
  })

  test('is reached with Home and left with Down', async () => {
    const { user } = open(consentFlows.narrower)
    await user.click(screen.getByRole('treeitem', { name: /^Token response/ }))
    await user.keyboard('{Home}')
    expect(document.activeElement).toBe(consentRow())
    expect(consentRow().getAttribute('aria-current')).toBe('true')
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.textContent).toContain('PAR request')
  })
})

describe('the comparison', () => {
  test('shows a difference with what to do and its clause', async () => {
    await openConsent(consentFlows.narrower)
    expect(row('read_accounts').getByText('same')).toBeTruthy()
    expect(row('read_transactions').getByText('narrower')).toBeTruthy()
    expect(row('read_transactions').getByText(/Check which permissions/)).toBeTruthy()
    expect(row('read_transactions').getByRole('link').textContent).toBe('RFC 9396 section 7')
    expect(inspector().getByText(/2 of 3 granted/)).toBeTruthy()
  })

  test('shows one value where all columns are equal', async () => {
    await openConsent(consentFlows.narrower)
    expect(row('dc_id').getAllByText('DC0123456789')).toHaveLength(1)
  })

  test('never shows a whole account number', async () => {
    const { container, user } = await openConsent(consentFlows.wider)
    expect(container.textContent).toContain('****4417')
    await user.click(inspector().getByRole('radio', { name: 'JSON' }))
    expect(container.innerHTML).not.toContain('100200304417')
  })

  test('folds more than six equal rows', async () => {
    const { user } = await openConsent(consentFlows.long)
    const fold = inspector().getByRole('button', { name: /18 same/ })
    expect(row('ReadOffers').queryByText('same')).toBeNull()
    await user.click(fold)
    expect(row('ReadOffers').getByText('same')).toBeTruthy()
  })

  test('says why the present state is not known', async () => {
    await openConsent(consentFlows.unknown)
    expect(inspector().getByText('Present state not known: 401 invalid_client')).toBeTruthy()
    expect(row('read_accounts').getByText('not known')).toBeTruthy()
  })

  test('compares with another report', async () => {
    const both = consentFlow('both', {
      requested: { scope: 'openid accounts' },
      granted: {},
      refreshed: { scope: 'openid' },
      introspected: { active: true, scope: 'openid accounts' },
    })
    const { user } = await openConsent(both)
    expect(row('accounts').getByText('same')).toBeTruthy()
    await user.selectOptions(inspector().getByLabelText('Report to compare'), 'refresh')
    expect(row('accounts').getByText('missing now')).toBeTruthy()
  })

  test('reports what is wrong with the data', async () => {
    await openConsent(
      consentFlow('bad', { requested: { authorizationDetails: '[{"type":"a"},7]' } }),
    )
    expect(inspector().getByText('Requested: element 2 is not an object')).toBeTruthy()
  })

  test('goes to the next problem with J', async () => {
    const { user } = await openConsent(consentFlows.wider)
    inspector().getByRole('region', { name: 'Requested, granted and now' }).focus()
    await user.keyboard('j')
    expect(document.activeElement?.textContent).toContain('wider')
  })

  test.each(['wider', 'generic', 'waiting', 'long'] as const)('%s is accessible', async (name) => {
    await openConsent(consentFlows[name])
    const { violations } = await axe.run(screen.getByRole('region', { name: 'Inspector' }), {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  })
})

describe('the buttons', () => {
  test('introspect and refresh stay in the consent', async () => {
    const { user } = await openConsent(consentFlows.narrower)
    await user.click(inspector().getByRole('button', { name: 'Introspect' }))
    expect(command).toHaveBeenCalledWith('tokenIntrospect', {
      flowId: 'f1',
      tokenId: 'refresh_token',
    })
    await user.click(inspector().getByRole('button', { name: 'Refresh' }))
    expect(command).toHaveBeenCalledWith('tokenRefresh', {
      flowId: 'f1',
      tokenId: 'refresh_token',
    })
    expect(inspector().getByRole('heading', { name: 'Consent' })).toBeTruthy()
  })

  test('without a token there is nothing to send', async () => {
    await openConsent(consentFlows.waiting)
    expect(inspector().queryByRole('button', { name: 'Introspect' })).toBeNull()
    expect(inspector().queryByRole('button', { name: 'Refresh' })).toBeNull()
  })

  test('only an expired consent is requested again', async () => {
    const view = await openConsent(consentFlows.narrower)
    expect(inspector().queryByRole('button', { name: 'Request again' })).toBeNull()
    view.unmount()
    await openConsent(consentFlows.expired)
    expect(inspector().getByRole('button', { name: 'Request again' })).toBeTruthy()
  })

  test('copies the comparison as Markdown, without secrets', async () => {
    const { user } = await openConsent(consentFlows.narrower)
    await user.click(inspector().getByRole('button', { name: 'Copy as Markdown' }))
    const text = await navigator.clipboard.readText()
    expect(text).toContain('| Permissions: read\\_transactions | yes | no | no | narrower |')
    expect(text).toContain('c-5f1b83e2')
    expect(text).not.toContain('100200304417')
    expect(text).not.toContain('opaque-refresh-token-1')
  })
})

test('authorization_details in a message leads to the comparison', async () => {
  const { user } = open(consentFlows.narrower)
  await user.click(
    inspector().getByRole('button', { name: 'Compare authorization_details with the consent' }),
  )
  expect(inspector().getByRole('heading', { name: 'Consent' })).toBeTruthy()
  expect(document.activeElement).toBe(consentRow())
})
