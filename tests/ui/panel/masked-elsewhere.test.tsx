import { render } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { DisclosureTable } from '@/components/panel/message/disclosure-table'
import { CompareTable } from '@/components/panel/share/compare-table'
import { maskedDocument } from '@/lib/consent/masked-account'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { SdJwtView } from '@/lib/messaging/views'
import { formEncode } from '@/lib/model/url'
import { compareFlows } from '@/lib/share/compare-flows'
import { secretsIn, secretValue } from '../../samples/secrets'
import { signed } from '../../samples/shared-flow'
import { answered, ownFlow, tokenRequest } from './own-flow'
import { response } from './sample'
import { shownBy, untilRevealed } from './shown-by'

const flowOf = (id: string, messages: readonly OAuthMessage[]): Flow => ({
  ...ownFlow,
  id,
  tokens: [],
  messages,
})

/** How the comparison of two flows with the same message shows the secret. */
const compared = (message: object) =>
  shownBy(
    <CompareTable
      comparison={compareFlows(
        flowOf('a', [message as OAuthMessage]),
        flowOf('b', [message as OAuthMessage]),
      )}
      isAll
    />,
  )

describe('the comparison', () => {
  test.each(secretsIn('parameter'))('masks the parameter %s', async (name, value) => {
    const params = [[name, value]] as const
    const sent = { ...tokenRequest, headers: [], params, body: formEncode(params) }
    expect(await compared(sent)).toBe(untilRevealed)
    expect(await compared({ ...response, params, results: [] })).toBe(untilRevealed)
  })

  test.each(secretsIn('header'))('masks the header %s', async (name, value) => {
    const headers = [[name, value]] as const
    expect(await compared(answered('resource', { headers }))).toBe(untilRevealed)
  })

  test.each(secretsIn('member'))('masks the member %s', async (name, value) => {
    const json = { [name]: value }
    const bodies = [json, { data: { items: [json] } }, [json]].map((each) => JSON.stringify(each))
    for (const body of [...bodies, JSON.stringify(json).slice(0, -2)])
      expect(await compared(answered('resource', { body, headers: [] }))).toBe(untilRevealed)
  })

  test.each(secretsIn('claim'))('masks the claim %s', async (name, value) => {
    const body = JSON.stringify({ id_token: signed({ [name]: value }, 'c2ln') })
    expect(await compared(answered('token', { body, headers: [] }))).toBe(untilRevealed)
  })
})

describe('the disclosures of an SD-JWT', () => {
  const disclosed = (name: string | null, value: unknown): SdJwtView =>
    ({
      disclosures: [{ path: name, name, value, digest: 'd', text: 'WyJh' }],
      issues: [],
    }) as unknown as SdJwtView

  test.each(secretsIn('claim'))('mask the claim %s', async (name, value) => {
    expect(await shownBy(<DisclosureTable sdJwt={disclosed(name, value)} />)).toBe(untilRevealed)
  })

  test.each(secretsIn('member'))('mask %s inside a disclosed object', async (name, value) => {
    const inside = disclosed('address', { [name]: value })
    expect(await shownBy(<DisclosureTable sdJwt={inside} />)).toBe('masked')
  })
})

describe('the documents of a consent', () => {
  test.each(secretsIn('member'))('mask the member %s', (name, value) => {
    const shown = JSON.stringify(maskedDocument({ consent: [{ [name]: value }] }))
    expect(shown).not.toContain(secretValue)
    const { container } = render(<code>{shown}</code>)
    expect(container.textContent).toContain('•')
  })
})
