import { describe, expect, test } from 'vitest'
import type { Hold, Release } from '@/lib/flow/model/hold'
import { sequenceRows as rowsOf } from '@/components/panel/message/sequence-rows'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { rowLabel } from '@/components/panel/message/sequence-text'
import {
  codeFlow,
  ownFlow,
  parRequest,
  resourceResponse,
  tokenRequest,
  tokenResponse,
} from './own-flow'
import { hop, parResponse, request, response } from './sample'

const closed: ReadonlySet<string> = new Set()
const sequenceRows = (messages: readonly OAuthMessage[], open: ReadonlySet<string>) =>
  rowsOf({ messages }, open)

describe('sequenceRows', () => {
  test('draws what must have been sent between servers', () => {
    const ids = sequenceRows([request, response], closed).map(({ id }) => id)
    expect(ids).toEqual([
      'par-request:request',
      'par-response:request',
      'request',
      'response',
      'token-request:response',
    ])
  })

  test('a PAR response leaves only its request unseen', () => {
    const ids = sequenceRows([parResponse, request], closed).map(({ id }) => id)
    expect(ids).toEqual(['par-request:par', 'par', 'request'])
  })

  test('a code inside of a JARM is exchanged unseen, too', () => {
    const claims = btoa(JSON.stringify({ code: 'c1' })).replace(/=+$/, '')
    const signed = { ...response, params: [['response', `e30.${claims}.c2ln`]] as const }
    const ids = sequenceRows([signed], closed).map(({ id }) => id)
    expect(ids).toEqual(['response', 'token-request:response'])
  })

  test('nothing is unseen where neither request_uri nor code was sent', () => {
    const plain = { ...request, params: [['client_id', 'tpp']] as const }
    const refused = { ...response, params: [['error', 'access_denied']] as const }
    expect(sequenceRows([plain, refused], closed).every(({ kind }) => kind === 'message')).toBe(
      true,
    )
  })

  test('a second response moves the token request behind it', () => {
    const again = { ...response, id: 'again', at: response.at + 5000 }
    const ids = sequenceRows([parResponse, request, response, again], closed).map(({ id }) => id)
    expect(ids.slice(-3)).toEqual(['response', 'again', 'token-request:again'])
  })

  test('folds hops that follow one another, and unfolds them in place', () => {
    const messages = [request, hop(0), hop(1), response]
    const fold = sequenceRows(messages, closed).find(({ kind }) => kind === 'fold')
    expect(fold).toMatchObject({ id: 'fold:hop0', took: 1000, open: false, offset: 93 })
    const open = sequenceRows(messages, new Set(['fold:hop0']))
    expect(open.map(({ id, level }) => [id, level])).toContainEqual(['hop1', 2])
  })

  test('orders by time, in any order of arrival', () => {
    const rows = sequenceRows([response, hop(0), parResponse], closed)
    expect(rows.map(({ id }) => id)).toEqual([
      'par-request:par',
      'par',
      'fold:hop0',
      'response',
      'token-request:response',
    ])
  })

  test('what Parley sent itself is not dotted, and no one else can use its code', () => {
    expect(sequenceRows(codeFlow.messages, closed).map(({ kind }) => kind)).not.toContain(
      'not-visible',
    )
    expect(sequenceRows(ownFlow.messages, closed).map(({ kind }) => kind)).not.toContain(
      'not-visible',
    )
  })

  test('a request that Parley created shows no PAR or token request of an app', () => {
    // Opened a second time, with or without its PAR response, and sent in the URL.
    const inUrl = { ...request, params: [['client_id', 'tpp']] as const }
    for (const messages of [
      [request, response],
      [parResponse, request, response],
      [inUrl, response],
    ])
      expect(
        rowsOf({ messages, madeByParley: true }, closed).map(({ kind }) => kind),
      ).not.toContain('not-visible')
  })

  test('a code that Parley exchanged for another client has no dotted request', () => {
    const ids = sequenceRows([response, tokenRequest], closed).map(({ id }) => id)
    expect(ids).toEqual(['response', 'token-request'])
  })

  test('an exchange that DevTools reported is not dotted; a refresh is not an exchange', () => {
    const seen = { ...tokenRequest, source: 'devtools' } as const
    expect(sequenceRows([response, seen], closed).map(({ id }) => id)).toEqual([
      'response',
      'token-request',
    ])
    const params = [['grant_type', 'refresh_token']] as const
    const refresh = { ...seen, params, at: response.at + 1 }
    expect(sequenceRows([response, refresh], closed).map(({ id }) => id)).toEqual([
      'response',
      'token-request:response',
      'token-request',
    ])
  })

  test('a push that DevTools reported does not say that no one else can exchange', () => {
    const push = { ...parRequest, source: 'devtools' } as const
    const ids = sequenceRows([push, parResponse, request, response], closed).map(({ id }) => id)
    expect(ids).toEqual(['par-request', 'par', 'request', 'response', 'token-request:response'])
  })

  test('a code that has not reached the app was not used there', () => {
    const hold = { state: 'held', at: 0, tabId: 1, initiator: null, releases: [] } as const
    const kinds = (state: Hold['state'], releases: readonly Release[] = []) =>
      sequenceRows([{ ...response, hold: { ...hold, state, releases } }], closed).map(
        ({ kind }) => kind,
      )
    const release = { at: 1, params: [], changes: [], times: 1, defended: null } as const
    expect(kinds('held')).toEqual(['message'])
    expect(kinds('discarded')).toEqual(['message'])
    expect(kinds('releasing', [{ ...release, defence: null, done: 0 }])).toEqual(['message'])
    expect(kinds('released', [{ ...release, defence: 'used-code', done: 1 }])).toEqual(['message'])
    expect(kinds('released', [{ ...release, defence: 'no-iss', done: 1 }])).toEqual([
      'message',
      'not-visible',
    ])
  })

  test('a request object that lies at a URL was not pushed', () => {
    const params = [['request_uri', 'https://app.example/request.jwt']] as const
    expect(sequenceRows([{ ...request, params }], closed).map(({ kind }) => kind)).toEqual([
      'message',
    ])
  })

  test('each attempt is a pair of rows', () => {
    const again = { ...tokenRequest, id: 'again', at: tokenResponse.at + 1 }
    const ids = sequenceRows([tokenRequest, tokenResponse, again], closed).map(({ id }) => id)
    expect(ids).toEqual(['token-request', 'token-response', 'again'])
  })

  test('no messages make no rows', () => {
    expect(sequenceRows([], closed)).toEqual([])
  })
})

describe('rowLabel', () => {
  test('reads a row in words', () => {
    const labels = sequenceRows([parResponse, request, hop(0), response], closed).map(rowLabel)
    expect(labels).toEqual([
      'PAR request, client to server, not visible',
      'PAR response, server to client, 0.0 seconds',
      'Authorization request, browser to server, 2.9 seconds',
      '1 login redirect, 3.0 seconds',
      'Authorization response, server to browser, 31.4 seconds, 1 failed, 1 passed',
      'Token request, client to server, not visible',
    ])
  })

  test('counts what cannot be used as failed', () => {
    const [label] = sequenceRows([resourceResponse], closed).map(rowLabel)
    expect(label).toBe('Resource response, resource server to client, 0.0 seconds, 1 failed')
  })
})
