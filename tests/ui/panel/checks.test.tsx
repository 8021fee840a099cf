import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { Checks } from '@/components/ui/checks'
import { judge } from '@/lib/rules/run'
import { knowing, tokenResponse } from '../../rules/answers'
import { response, success, unknown } from '../../rules/artefacts'
import { tData } from '@/lib/i18n'

/** The checks of a response that grants these, where those were requested. */
function renderGrant(requested: object, granted: object) {
  const authorizationDetails = JSON.stringify([requested])
  const context = knowing({ requested: { ...unknown.requested, authorizationDetails } })
  const artefact = tokenResponse({ authorization_details: [granted] }, {}, { context })
  const results = judge('token-response', artefact, 'ofm').filter(
    ({ id }) => id === 'tr-authorization-details',
  )
  render(<Checks checked={results.map((result) => ({ result }))} />)
}

const textOf = (role: string) => screen.getAllByRole(role).map((each) => each.textContent)
const account = { type: 'account', permissions: ['a', 'b'] }

describe('the check of a grant', () => {
  test('has a fix for each finding, and where it is', () => {
    renderGrant(account, { type: 'account', permissions: ['a', 'c'], id: 'x' })
    expect(screen.getByRole('heading').textContent).toBe(
      'Grants more than requested; Grants less than requested; Contains members that the server added',
    )
    const values = textOf('definition')
    expect(values).toEqual(
      expect.arrayContaining([
        'permissions: c',
        'permissions: b',
        'id',
        "Use only what was requested, and report the additional access to the server's operator.",
        'Check which access was refused; the app must work without it.',
        'No action needed: the server added the named members.',
      ]),
    )
    expect(values).not.toContain(
      'Compare the grant with the request, and use only what was granted.',
    )
  })

  test('with nothing but additions is a note', () => {
    renderGrant(account, { ...account, id: 'x' })
    expect(screen.getByRole('heading').textContent).toBe('Contains members that the server added')
    expect(textOf('definition')).toContain('id')
  })

  test('that is the same is one line', () => {
    renderGrant(account, account)
    expect(screen.getByRole('listitem').textContent).toContain('Same as requested')
  })

  test('of a rule with one fix has that fix', () => {
    const results = judge('token-response', tokenResponse({ expires_in: '600' }), 'ofm').filter(
      ({ id }) => id === 'tr-expires-in',
    )
    render(<Checks checked={results.map((result) => ({ result }))} />)
    expect(screen.getByText('Fix').nextSibling?.textContent).toBeTruthy()
  })
})

describe('a check that did not run', () => {
  test('does not carry the sentence of one that passed', () => {
    const results = judge('authorization-response', response(success, {}, unknown), 'oauth2')
    const notRun = results.filter(({ outcome }) => outcome === 'not-observed')
    expect(notRun.map(({ id }) => id)).toContain('ar-state-match')
    render(<Checks checked={notRun.map((result) => ({ result }))} />)
    for (const [index, text] of textOf('listitem').entries()) {
      const { id = '' } = notRun[index] ?? {}
      expect(text).toContain(`${id}: Not checked`)
      expect(text).not.toContain(tData(`rules.${id}.passed`))
    }
  })
})
