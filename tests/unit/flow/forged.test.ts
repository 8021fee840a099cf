import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import {
  authorizeUrl,
  client,
  issuer,
  navigation,
  nothing,
  redirectUri,
  run,
  stored,
} from './browser'

const byUrl = `${issuer}/auth?client_id=tpp&response_type=code&state=s1&redirect_uri=${encodeURIComponent(redirectUri)}`
const request = stored('a', { expected: { state: 's1', nonce: null } })
const world = { ...nothing, clients: [client], requests: [request], watchThirdParty: true }
const responses = (flows: readonly Flow[]) =>
  flows.map((flow) => [flow.matchedBy, responsesOf(flow).map(({ matchedBy }) => matchedBy)])

describe.each([
  ['in the URL', byUrl],
  ['that was pushed', authorizeUrl(request)],
])('a request with a state, %s', (_, begun) => {
  test.each([
    'error=access_denied',
    'error=access_denied&state=',
    'error=x&state=other',
    'code=injected',
  ])('does not get "%s" from another tab', (query) => {
    const flows = run(world, [
      ...navigation('1', 1, [begun]),
      ...navigation('2', 2, [`${redirectUri}?${query}`], { status: 200 }, 50),
    ])
    expect(responses(flows)[0]).toEqual(['unsolicited', ['unsolicited']])
    expect(responses(flows)[1]?.[1]).toEqual([])
    const again = run(
      world,
      navigation('3', 1, [`${redirectUri}?code=c&state=s1`], { status: 200 }, 90),
      flows,
    )
    expect(
      again.find(({ matchedBy }) => matchedBy !== 'unsolicited')?.messages.at(-1),
    ).toMatchObject({
      params: [
        ['code', 'c'],
        ['state', 's1'],
      ],
    })
  })

  test('gets a response without its state in its own tab, in its navigation and in a tab that it opened', () => {
    const url = `${redirectUri}?error=access_denied`
    const inChain = run(world, navigation('1', 1, [begun, url]))
    const inTab = run(world, [
      ...navigation('1', 1, [begun]),
      ...navigation('2', 1, [url], { status: 200 }, 50),
    ])
    const opened = run({ ...world, openers: { 2: 1 } }, [
      ...navigation('1', 1, [begun]),
      ...navigation('2', 2, [url], { status: 200 }, 50),
    ])
    expect([inChain, inTab, opened].map((flows) => responses(flows)[0]?.[1])).toEqual([
      ['redirect-chain'],
      ['tab'],
      ['opener'],
    ])
  })
})

test('a request whose state is not known gets a response from another tab', () => {
  const unknown = { ...world, requests: [stored('a')] }
  const flows = run(unknown, [
    ...navigation('1', 1, [authorizeUrl(stored('a'))]),
    ...navigation('2', 2, [`${redirectUri}?error=access_denied`], { status: 200 }, 50),
  ])
  expect(responses(flows)).toEqual([['request_uri', ['client']]])
})
