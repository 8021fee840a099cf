import { describe, expect, test } from 'vitest'
import { defenceOf, defenceOffers, otherCodes, type OtherCode } from '@/lib/flow/read/defences'
import type { Defence, Hold } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { draftChanges, draftParams } from '@/lib/flow/read/release-draft'
import type { Flow } from '@/lib/flow/model/flow'
import { flowWith, held, jarm, tokenRequestWith } from '../../samples/held'

const plain: Params = [
  ['code', 'c1'],
  ['state', 'abcd'],
  ['iss', 'https://as.example'],
]
const others: readonly OtherCode[] = [
  { value: 'used', used: true },
  { value: 'fresh', used: false },
]
const known = { otherIssuer: 'https://b.example', others }

function offered(params: Params, more: Partial<AuthorizationResponse> = {}, knowledge = known) {
  const response = held({ params, ...more })
  const offers = defenceOffers(response, knowledge)
  return (defence: Defence) => {
    const offer = offers.find((each) => each.defence === defence)
    return offer?.draft ? draftParams(params, offer.draft) : offer?.off
  }
}

describe('the defences fill in', () => {
  const of = offered(plain)

  test('another state of the same length, or none', () => {
    expect(of('wrong-state')).toEqual([['code', 'c1'], ['state', 'bcda'], plain[2]])
    expect(of('no-state')).toEqual([plain[0], plain[2]])
  })

  test('another state, also if reversing it changes nothing, or none was received', () => {
    expect(offered([['state', 'aaa']])('wrong-state')).toEqual([['state', 'aaax']])
    expect(offered([['code', 'c']])('wrong-state')).toEqual([
      ['code', 'c'],
      ['state', 'tates'],
    ])
    expect(offered([['code', 'c']])('no-state')).toBe('no-state')
  })

  test('another issuer, or none', () => {
    expect(of('wrong-iss')).toEqual([plain[0], plain[1], ['iss', 'https://b.example']])
    expect(of('no-iss')).toEqual([plain[0], plain[1]])
    expect(offered([['code', 'c']])('no-iss')).toBe('no-iss')
  })

  test('a used code, and one of another user, where they are known', () => {
    expect(of('used-code')).toEqual([['code', 'used'], plain[1], plain[2]])
    expect(of('other-user-code')).toEqual([['code', 'fresh'], plain[1], plain[2]])
    const nobody = offered(plain, {}, { ...known, others: [] })
    expect(nobody('used-code')).toBe('no-used-code')
    expect(nobody('other-user-code')).toBe('no-other-code')
    expect(offered([['error', 'access_denied']])('used-code')).toBe('no-code')
  })

  test('nothing where the same goes twice', () => {
    expect(of('same-twice')).toEqual(plain)
  })

  test('in a JARM only the whole of it: what is inside is signed', () => {
    const params: Params = [['response', jarm({ code: 'c1', state: 's', iss: 'i' })]]
    const inJarm = offered(params)
    for (const defence of ['wrong-state', 'no-state', 'wrong-iss', 'no-iss'] as const)
      expect(inJarm(defence)).toBe('signed')
    expect(inJarm('used-code')).toEqual([['response', 'used']])
  })
})

describe('what was typed is the defence that it comes to', () => {
  const changed = (edits: readonly (string | null | undefined)[]) =>
    defenceOf(draftChanges(plain, { edits, added: [] }), others)

  test.each([
    [[undefined, 'x'], 'wrong-state'],
    [[undefined, null], 'no-state'],
    [[undefined, undefined, 'x'], 'wrong-iss'],
    [[undefined, undefined, null], 'no-iss'],
    [['used'], 'used-code'],
    [['fresh'], 'other-user-code'],
    [['unknown'], null],
    [[undefined, 'x', 'y'], null],
    [[], null],
  ])('%j is %s', (edits, defence) => expect(changed(edits)).toBe(defence))
})

describe('codes of other authorizations', () => {
  const own = flowWith([held({ id: 'own', params: plain })])
  const flowOf = (code: string, hold: Partial<Hold> | null, more: Partial<Flow> = {}, at = 1) =>
    flowWith(
      [
        held({
          id: code,
          at,
          params: [['code', code]],
          ...(hold ? { hold: { ...baseHold, ...hold } } : { hold: null }),
        }),
      ],
      more,
    )
  const baseHold: Hold = { state: 'held', at: 1, tabId: 1, initiator: null, releases: [] }
  const release = {
    at: 1,
    params: [],
    changes: [],
    defence: null,
    times: 1,
    done: 1,
    defended: null,
  } as const

  const found = (...flows: readonly Flow[]) =>
    otherCodes(own, own.messages[0] as AuthorizationResponse, [own, ...flows])

  test('are used where they were sent to the token endpoint, released, or went to the app unheld', () => {
    const exchanged = flowOf('a', {})
    const sent = { ...exchanged, messages: [...exchanged.messages, tokenRequestWith('a')] }
    expect(found(sent)).toEqual([{ value: 'a', used: true }])
    expect(found(flowOf('b', { state: 'released', releases: [release] }))).toEqual([
      { value: 'b', used: true },
    ])
    expect(found(flowOf('c', null))).toEqual([{ value: 'c', used: true }])
  })

  test('are unused where they are held, or were discarded, and the newest comes first', () => {
    expect(found(flowOf('d', {}, {}, 1), flowOf('e', { state: 'discarded' }, {}, 2))).toEqual([
      { value: 'e', used: false },
      { value: 'd', used: false },
    ])
  })

  test('are of the same client at the same issuer, and not the own', () => {
    expect(
      found(
        flowOf('f', {}, { clientId: 'another' }),
        flowOf('g', {}, { issuer: 'https://b.example' }),
        flowOf('c1', {}),
      ),
    ).toEqual([])
  })

  test('of a JARM come with the whole of it', () => {
    const text = jarm({ code: 'h' })
    const other = flowWith([held({ id: 'h', params: [['response', text]] })])
    const mine = flowWith([held({ id: 'own', params: [['response', jarm({ code: 'mine' })]] })])
    const response = mine.messages[0] as AuthorizationResponse
    expect(otherCodes(mine, response, [other])).toEqual([{ value: text, used: false }])
  })
})
