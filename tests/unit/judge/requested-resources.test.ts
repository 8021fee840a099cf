import { describe, expect, test } from 'vitest'
import { authorizedResources, requestedResources } from '@/lib/facts/requested-resources'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { tokenRequest } from '../../rules/answers'
import { pushed, request } from '../../rules/artefacts'
import { called } from '../../rules/requests'
import { compact, encrypted } from '../../rules/tokens'

const [a, b] = ['https://a.example', 'https://b.example']
const plain = request(`?client_id=c&response_type=code&resource=${a}&resource=${b}`).message
const push = (params: Params): OAuthMessage => called('par', params)
const withObject = (resource: unknown) =>
  push([['request', compact({ alg: 'PS256' }, { client_id: 'c', resource })]])

describe('the resources of an authorization request', () => {
  test.each([
    ['in its URL', [plain], [a, b]],
    ['in the push, whatever the URL has', [plain, push([['resource', b]])], [b]],
    ['in a request object, as a list', [withObject([a, b])], [a, b]],
    ['in a request object, as one text', [withObject(a)], [a]],
    ['none', [withObject(undefined)], []],
  ])('%s', (_, messages, expected) => {
    expect(authorizedResources({ messages })).toEqual(expected)
  })

  test.each([
    ['no request', []],
    ['a push that was not observed', [request(pushed).message]],
    ['a shortened request', [{ ...plain, shortened: true as const }]],
    ['an encrypted request object', [push([['request', encrypted({ alg: 'RSA-OAEP' })]])]],
    ['values that are not texts', [withObject([1])]],
  ])('are not known of %s', (_, messages) => {
    expect(authorizedResources({ messages })).toBeNull()
  })
})

describe('the resources of a token request', () => {
  const messages = [plain]
  test.each([
    [
      'are its own',
      [
        ['grant_type', 'authorization_code'],
        ['resource', b],
      ],
      [b],
    ],
    ['are those of the authorization request', [['grant_type', 'authorization_code']], [a, b]],
    ['are none for a different grant', [['grant_type', 'client_credentials']], []],
  ] satisfies [string, Params, readonly string[]][])('%s', (_, params, expected) => {
    expect(requestedResources({ messages }, tokenRequest(params))).toEqual(expected)
  })
})
