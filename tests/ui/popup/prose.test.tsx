import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { expectNoBackticks } from '../backticks'
import { answer, resetBackground } from './background'
import { openPopup } from './render'
import { flowWith, living, withFlow } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

/** Names in monospace that are not the value of a field. */
const names = () => [...document.querySelectorAll('code')].map(({ textContent }) => textContent)

const field = () => screen.getByRole('textbox', { name: /^Paste anything/ })

describe('names in the sentences of the popup are in monospace', () => {
  test('in the first run and in what is wrong with its fields', async () => {
    answer({
      profileSave: () => ({
        ok: false,
        issues: [
          { code: 'issuer_not_url', field: 'issuer' },
          { code: 'redirect_uri_fragment', field: 'redirectUris' },
        ],
      }),
    })
    const { user } = openPopup({ profiles: [] })
    await user.click(screen.getByRole('button', { name: 'Create profile' }))
    await waitFor(() => expect(names()).toContain('redirect_uri'))
    expect(names()).toContain('https://auth.example')
    expectNoBackticks()
  })

  test.each([
    ['hello', ['request_uri', 'request_uri', 'request_uri=…']],
    ['{"error":"invalid_request"}', ['request_uri']],
    ['{"error":"invalid_scope"}', ['scopes_supported']],
  ])('in what is said of %s', async (text, expected) => {
    const { user } = openPopup()
    await user.click(field())
    await user.paste(text)
    await waitFor(() => expect(names()).toEqual(expected))
    expectNoBackticks()
  })

  test('in what to do about an error', () => {
    const params = [['error', 'unsupported_response_type']] as const
    openPopup(withFlow(flowWith({ params })))
    expect(names()).toEqual(['response_type', 'code'])
    expectNoBackticks()
  })

  test('but not in the menu, where a private window is not allowed', async () => {
    const { user } = openPopup({ requests: [living('a', 60)], incognitoAllowed: false })
    await user.click(screen.getByRole('button', { name: /^More: / }))
    const item = screen.getByRole('menuitem', { name: /^Open in private window/ })
    expect(item.textContent).toContain('open chrome://extensions,')
    expectNoBackticks()
  })
})
