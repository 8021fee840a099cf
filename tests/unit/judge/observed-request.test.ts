import { describe, expect, test } from 'vitest'
import { observedRequestOf } from '@/lib/facts/observed-request'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { tokenRequest } from '../../rules/answers'
import { pushed, request } from '../../rules/artefacts'
import { compact, encrypted } from '../../rules/tokens'

const plain = request('?client_id=a&scope=openid&state=b').message
const push = (params: Params): OAuthMessage => ({ ...tokenRequest(params), kind: 'par-request' })
const namesOf = (...messages: readonly OAuthMessage[]) =>
  [...(observedRequestOf({ messages })?.names ?? [])].join(' ')

describe('the parameters of an authorization request', () => {
  test('are those of its URL, which the user can change', () => {
    expect(namesOf(plain)).toBe('client_id scope state')
    expect(observedRequestOf({ messages: [plain] })?.isProtected).toBe(false)
  })

  test('are those of the push, whatever else the URL has', () => {
    const messages = [push([['nonce', 'n']]), request(pushed).message]
    expect(namesOf(...messages)).toBe('nonce')
    expect(observedRequestOf({ messages })?.isProtected).toBe(true)
  })

  test('are those of a request object, too', () => {
    const object = compact({ alg: 'PS256' }, { state: 'b' })
    const { message } = request(`?client_id=a&request=${object}`)
    expect(namesOf(message)).toBe('client_id request state')
    expect(observedRequestOf({ messages: [message] })?.isProtected).toBe(true)
  })

  test.each([
    ['no request', []],
    ['a push that was not observed', [request(pushed).message]],
    [
      'an encrypted request object',
      [request(`?request=${encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })}`).message],
    ],
    ['a shortened request', [{ ...plain, shortened: true as const }]],
    ['an endpoint without parameters', [request('https://as.example/auth').message]],
  ])('are not known of %s', (_, messages) => {
    expect(observedRequestOf({ messages })).toBeNull()
  })
})
