import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Params } from '@/lib/model/params'
import { useMirror } from '@/lib/state/mirror'
import { flowWith, held, jarm } from '../../samples/held'
import { answer, resetBackground, sent } from '../popup/background'
import { expectAccessible } from '../popup/render'
import { able, result } from '../popup/samples'
import { good, goodParams, openHeld, secretCode } from './render'

vi.mock('@/lib/state/actions', () => import('../popup/background'))
beforeEach(() => {
  resetBackground()
  answer({ holdRelease: () => ({ ok: true }), holdDiscard: () => ({ ok: true }) })
})

const heading = () => screen.findByRole('heading', { level: 1 })
const row = (name: string) =>
  screen.getByRole('rowheader', { name }).closest('tr') as HTMLTableRowElement
const exits = () =>
  [...document.querySelectorAll('.outs button')].map(({ textContent }) => textContent)
const filled = () => document.querySelector('.outs .btn--primary')?.textContent
const preview = () => screen.getByRole('region', { name: 'The app will get' })
const field = (name: string) =>
  screen.getByRole<HTMLInputElement>('textbox', { name: `Release ${name} as` })
const button = (name: string) => screen.getByRole('button', { name })

describe('a held response', () => {
  test('says that the app has not seen it, with checks, masked, and the ways on', async () => {
    const results = [
      { ...result('ar-state-match', 'passed'), about: 'state' },
      { ...result('ar-iss-match', 'passed'), about: 'iss' },
    ]
    const { container } = openHeld({ response: good({ results }) })
    expect((await heading()).textContent).toBe('The app has not seen this response')
    expect(row('state').textContent).toContain('Same as in the request')
    expect(within(row('iss')).getByRole('link', { name: 'RFC 9207' })).toBeTruthy()
    expect(row('code').textContent).toMatch(/Unused, 1:00 of 60 s left, assumed/)
    expect(exits()).toEqual(['Exchange here', 'Release to the app', 'Discard'])
    expect(filled()).toBe('Exchange here')
    expect(container.innerHTML).not.toContain(secretCode)
    expect(preview().textContent).toBe(
      'The app will gethttps://app.example/cb?code=••••••••&state=af0ifjsldkj&iss=https%3A%2F%2Fas.example',
    )
    await expectAccessible(container)
  })

  test('goes to the app as received, to the token endpoint, or nowhere', async () => {
    const { user } = openHeld()
    await heading()
    await user.click(button('Release to the app'))
    await user.click(button('Exchange here'))
    await user.click(button('Discard'))
    const ids = { flowId: 'f1', responseId: 'r1' }
    expect(sent('holdRelease')).toEqual([{ ...ids, params: null, defence: null }])
    expect(sent('codeExchange')).toEqual([ids])
    expect(sent('holdDiscard')).toEqual([ids])
  })

  test('says why it could not be released', async () => {
    answer({ holdRelease: () => ({ ok: false, issues: [{ code: 'release_under_way' }] }) })
    const { user } = openHeld()
    await heading()
    await user.click(button('Release to the app'))
    expect(screen.getByRole('alert').textContent).toContain('already on its way to the app')
  })

  test('the lifetime of the profile is not called assumed', async () => {
    openHeld({ state: { profiles: [{ ...able, codeLifetime: 300 }] } })
    await heading()
    expect(row('code').querySelector('.is-chk')?.textContent).toBe('Unused, 5:00 of 300 s left')
  })

  test('without a profile that can exchange, releasing is the filled button', async () => {
    openHeld({ state: { profiles: [] } })
    await heading()
    expect(exits()).toEqual(['Release to the app', 'Exchange here', 'Discard'])
    expect(button('Exchange here').getAttribute('aria-disabled')).toBe('true')
  })
})

describe('what is changed', () => {
  test('is released with its changes, and marked in what the app will get', async () => {
    const { user } = openHeld()
    await heading()
    await user.type(field('iss'), 'https://b.example')
    expect(row('iss').className).toBe('is-changed')
    expect(preview().querySelector('mark')?.textContent).toBe('https%3A%2F%2Fb.example')
    expect(filled()).toBe('Release with 1 change')
    expect(screen.getByText(/continues to app.example with a different/)).toBeTruthy()
    await user.click(button('Release with 1 change'))
    expect(sent('holdRelease')).toEqual([
      {
        flowId: 'f1',
        responseId: 'r1',
        params: [goodParams[0], goodParams[1], ['iss', 'https://b.example']],
        defence: 'wrong-iss',
      },
    ])
  })

  test('comes back by its button, and by Escape as it was when the field was entered', async () => {
    const { user } = openHeld()
    await heading()
    await user.type(field('state'), 'one')
    await user.tab()
    await user.click(field('state'))
    await user.keyboard('two{Escape}')
    expect(field('state').value).toBe('one')
    await user.click(button('Reset state'))
    expect(field('state').value).toBe('')
    expect(filled()).toBe('Exchange here')
  })

  test('can start from the received value, and can be left out', async () => {
    const { user } = openHeld()
    await heading()
    await user.click(button('Edit state'))
    expect(field('state').value).toBe('af0ifjsldkj')
    expect(row('state').className).toBe('')
    await user.click(button('Reset state'))
    await user.click(button('Leave state out'))
    expect(field('state').placeholder).toBe('left out')
    expect(preview().querySelector('del')?.textContent).toContain('state=af0ifjsldkj')
  })

  test('can be a parameter that did not come', async () => {
    const { user } = openHeld()
    await heading()
    await user.click(button('Add a parameter'))
    await user.type(screen.getByRole('textbox', { name: 'Name of the added parameter' }), 'x')
    await user.type(field('x'), '1')
    await user.keyboard('{Control>}{Enter}{/Control}')
    const params = [...goodParams, ['x', '1']]
    expect(sent('holdRelease')).toMatchObject([{ params, defence: null }])
    await user.click(button('Remove x'))
    expect(preview().textContent).not.toContain('x=1')
  })

  test('duplicates are distinguished', async () => {
    const params: Params = [...goodParams, ['state', 'second']]
    const { user, container } = openHeld({ response: good({ params }) })
    await heading()
    await user.type(field('state (2)'), 'z')
    await user.click(button('Release with 1 change'))
    expect(sent('holdRelease')).toMatchObject([{ params: [...goodParams, ['state', 'z']] }])
    await expectAccessible(container)
  })

  test('Control and Enter press the filled button from anywhere', async () => {
    const { user } = openHeld()
    await heading()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(sent('codeExchange')).toHaveLength(1)
  })
})

describe('the defences', () => {
  test('fill the fields, say what a correct app does, and empty them again', async () => {
    const { user, container } = openHeld()
    await heading()
    await user.click(button('No state'))
    expect(button('No state').getAttribute('aria-pressed')).toBe('true')
    expect(field('state').placeholder).toBe('left out')
    expect(screen.getByText('A correct app stops here')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'RFC 6749 section 10.12' })).toBeTruthy()
    await expectAccessible(container)
    await user.click(button('No state'))
    expect(filled()).toBe('Exchange here')
  })

  test('the same response twice', async () => {
    const { user } = openHeld()
    await heading()
    await user.click(button('Same response twice'))
    expect(filled()).toBe('Release twice')
    await user.click(button('Release twice'))
    expect(sent('holdRelease')).toMatchObject([{ params: null, defence: 'same-twice' }])
  })

  test('say why they cannot be tried', async () => {
    const { user } = openHeld()
    await heading()
    expect(button('Used code').title).toMatch(/No used code/)
    await user.click(button('Used code'))
    expect(button('Used code').getAttribute('aria-pressed')).toBe('false')
  })

  test('take codes from other flows of the client, masked', async () => {
    const response = held({ id: 'r2', params: [['code', 'code-of-another-user']] })
    const other = flowWith([response], { id: 'f2' })
    const summary = {
      id: 'f2',
      profileId: 'p1',
      issuer: other.issuer,
      clientId: other.clientId,
      createdAt: 1,
      updatedAt: 1,
      outcome: 'code',
      error: null,
      status: 'pass',
      failed: 0,
      warned: 0,
    } as const
    const { user } = openHeld()
    await heading()
    act(() =>
      useMirror.setState(({ flow }) => ({ flows: [summary], flow: { ...flow, f2: other } })),
    )
    await user.click(button("Another user's code"))
    expect(preview().textContent).not.toContain('code-of-another-user')
    expect(field('code').className).toContain('is-secret')
    await user.click(button('Release with 1 change'))
    const params = [['code', 'code-of-another-user'], goodParams[1], goodParams[2]]
    expect(sent('holdRelease')).toMatchObject([{ params, defence: 'other-user-code' }])
  })
})

describe('a JARM', () => {
  test('can be changed as a whole only; its members are shown, and why they cannot', async () => {
    const text = jarm({ code: secretCode, state: 's', iss: 'https://as.example' })
    const { user, container } = openHeld({ response: good({ params: [['response', text]] }) })
    await heading()
    expect(screen.getByText(/These parameters are signed inside/)).toBeTruthy()
    expect(row('state').textContent).toContain('inside response')
    expect(row('code').textContent).toMatch(/Unused/)
    expect(container.innerHTML).not.toContain(text)
    expect(screen.queryByRole('textbox', { name: 'Release state as' })).toBeNull()
    expect(button('Wrong state').title).toMatch(/signed/)
    await user.type(field('response'), 'broken')
    expect(filled()).toBe('Release with 1 change')
    await expectAccessible(container)
  })

  test('that is not a JWT is called unreadable', async () => {
    openHeld({ response: good({ params: [['response', 'not a jwt']] }) })
    await heading()
    expect(screen.getByText(/encrypted or unreadable/)).toBeTruthy()
    expect(exits()).toEqual(['Release to the app', 'Discard', 'Inspect the flow'])
  })
})
