import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { claimRows } from '@/components/panel/message/claim-rows'
import { RequestView, ResponseView } from '@/components/panel/message/endpoint-view'
import { FoldTable } from '@/components/panel/message/fold-table'
import { MessageTab } from '@/components/panel/message/message-tab'
import { RawTab } from '@/components/panel/message/raw-tab'
import { ReleaseSection } from '@/components/panel/message/release-section'
import { ValueTable } from '@/components/panel/message/value-table'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { secretsIn } from '../../samples/secrets'
import { answered, tokenRequest } from './own-flow'
import { flow, hop, request, response } from './sample'
import { shownBy, unfoldAll, untilRevealed } from './shown-by'

const none = () => undefined
const form = (name: string, value: string) => new URLSearchParams([[name, value]]).toString()

const tab = (message: OAuthMessage) => <MessageTab flow={flow} message={message} onDecode={none} />

describe.each(secretsIn('parameter'))('the parameter %s', (name, value) => {
  const query = `https://as.example/x?${form(name, value)}`

  test('is masked in a request to an endpoint, in its form and its query', async () => {
    const sent = { ...tokenRequest, headers: [], body: form(name, value), params: [[name, value]] }
    const message = sent as unknown as typeof tokenRequest
    expect(await shownBy(<RequestView message={message} onDecode={none} />)).toBe(untilRevealed)
    expect(await shownBy(<RawTab message={message} />)).toBe(untilRevealed)
    const inQuery = { ...message, url: query, body: '', params: [] }
    expect(await shownBy(<RequestView message={inQuery} onDecode={none} />)).toBe(untilRevealed)
    expect(await shownBy(<RawTab message={inQuery} />)).toBe(untilRevealed)
  })

  test('is masked in the JSON body of a request', async () => {
    const body = JSON.stringify({ [name]: value })
    const message = { ...tokenRequest, headers: [], body, params: [[name, value]] as const }
    expect(await shownBy(<RawTab message={message} />)).toBe(untilRevealed)
    expect(
      await shownBy(
        <RequestView message={{ ...message, body: `[${body}]`, params: [] }} onDecode={none} />,
      ),
    ).toBe('masked')
  })

  test('is masked in an authorization request and its response', async () => {
    const params = [[name, value]] as const
    expect(await shownBy(tab({ ...request, url: query, params }))).toBe(untilRevealed)
    expect(await shownBy(<RawTab message={{ ...request, url: query, params }} />)).toBe(
      untilRevealed,
    )
    expect(await shownBy(tab({ ...response, url: query, params, results: [] }))).toBe(untilRevealed)
    expect(await shownBy(<RawTab message={{ ...response, url: query, params }} />)).toBe(
      untilRevealed,
    )
  })

  test('is masked in the URL of a login page', async () => {
    const page = { ...hop(0), url: query }
    expect(await shownBy(tab(page))).toBe(untilRevealed)
    expect(await shownBy(<RawTab message={page} />)).toBe(untilRevealed)
    const row = { kind: 'fold', id: 'x', level: 1, hops: [page], offset: 0, took: 0, open: true }
    expect(await shownBy(<FoldTable row={row as never} />)).toBe(untilRevealed)
  })

  test('is masked in what was changed before a release', async () => {
    const release = {
      at: 1,
      params: [],
      changes: [{ name, from: value, to: null }],
      defence: null,
      times: 1,
      done: 1,
      defended: null,
    }
    const hold = { state: 'released', at: 1, tabId: 1, initiator: null, releases: [release] }
    const message = { ...response, hold } as unknown as typeof response
    expect(await shownBy(<ReleaseSection flowId="f1" message={message} />)).toBe(untilRevealed)
  })
})

describe.each(secretsIn('header'))('the header %s', (name, value) => {
  test('is masked in requests and responses', async () => {
    const headers = [[name, value]] as const
    const sent = { ...tokenRequest, body: '', params: [], headers }
    expect(await shownBy(<RequestView message={sent} onDecode={none} />)).toBe(untilRevealed)
    expect(await shownBy(<RawTab message={sent} />)).toBe(untilRevealed)
    const message = answered('resource', { headers })
    expect(await shownBy(<ResponseView message={message} onDecode={none} />)).toBe(untilRevealed)
    expect(await shownBy(<RawTab message={message} />)).toBe(untilRevealed)
  })
})

describe.each(secretsIn('member'))('the member %s', (name, value) => {
  const json = { [name]: value }

  test.each([
    ['an object', JSON.stringify(json)],
    ['lines', JSON.stringify(json, null, 2)],
    ['a list', JSON.stringify([json])],
    ['a member', JSON.stringify({ data: { items: [json] } })],
    ['what is cut off', JSON.stringify(json).slice(0, -2)],
  ])('is masked in %s', async (_, body) => {
    const message = answered('resource', { body, headers: [] })
    expect(await shownBy(<RawTab message={message} />)).toBe(untilRevealed)
    const view = <ResponseView message={message} onDecode={none} />
    const isRow = Object.hasOwn(parsed(body), name)
    expect(await shownBy(view)).toBe(isRow ? untilRevealed : 'masked')
  })
})

function parsed(body: string): object {
  try {
    return JSON.parse(body) as object
  } catch {
    return {}
  }
}

describe.each(secretsIn('claim'))('the claim %s', (name, value) => {
  test('is masked in the claims of a token', async () => {
    const claim = { name, value, kind: 'text', registered: false } as const
    expect(
      await shownBy(
        <ValueTable label="Payload" place="claim" rows={claimRows([claim], [], 'claims')} />,
      ),
    ).toBe(untilRevealed)
  })
})

describe('an error code of an API', () => {
  const code = 'UK.OBIE.Field.Missing'

  test.each([
    ['as a member of the body', { code }],
    ['in a list of errors', { errors: [{ code }] }],
    ['in a list', [{ code }]],
  ])('is shown %s', async (_, json) => {
    const message = answered('resource', { status: 400, body: JSON.stringify(json) })
    const { container } = render(<ResponseView message={message} onDecode={none} />)
    await unfoldAll(userEvent.setup())
    expect(container.textContent).toContain(code)
    const raw = render(<RawTab message={message} />)
    expect(raw.container.textContent).toContain(code)
  })
})
