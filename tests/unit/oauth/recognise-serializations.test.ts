import { describe, expect, test } from 'vitest'
import { recognise } from '@/lib/oauth/recognise'

describe('tokens in other serializations', () => {
  const jwt = 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln'
  const json = '{"payload":"e30","protected":"eyJhbGciOiJFUzI1NiJ9","signature":"c2ln"}'
  const detached = 'eyJhbGciOiJFUzI1NiJ9..c2ln'
  // { alg: 'ES256', b64: false, crit: ['b64'] }
  const unencoded = 'eyJhbGciOiJFUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19'
  const general = '{"payload":"e30","signatures":[{"signature":"c2ln"}]}'
  const jwe = '{"ciphertext":"YQ","protected":"e30","iv":"YQ","tag":"YQ"}'

  test.each([
    [`${jwt}~WyJhIiwiYiJd~`, null, `${jwt}~WyJhIiwiYiJd~`],
    [`vp_token=${jwt}~WyJhIiwiYiJd~${jwt}`, 'vp_token', `${jwt}~WyJhIiwiYiJd~${jwt}`],
    [`see ${jwt}~WyJhIiwiYiJd~ here`, null, `${jwt}~WyJhIiwiYiJd~`],
    [`x-jws-signature: ${detached}`, 'x-jws-signature', detached],
    [detached, null, detached],
    [`${unencoded}.$.02 and more.c2ln`, null, `${unencoded}.$.02 and more.c2ln`],
    [`x-jws-signature: ${unencoded}..c2ln`, 'x-jws-signature', `${unencoded}..c2ln`],
    [json, null, json],
    [general, null, general],
    [jwe, null, jwe],
    [`HTTP/1.1 200 OK\n\n${json}`, null, json],
  ])('%s', (text, name, token) => {
    expect(recognise(text)).toMatchObject({ kind: 'tokens', tokens: [{ name, text: token }] })
  })
})
