import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuthorizationRequest } from '@/lib/flow/model/message'
import { withPastedPar } from '@/lib/flow/reduce/pasted-par'
import { recognise } from '@/lib/oauth/recognise'
import { flowWith, held } from '../../samples/held'

const requestUri = 'urn:ietf:params:oauth:request_uri:a'
const request: AuthorizationRequest = {
  kind: 'authorization-request',
  id: 'q',
  at: Date.parse('2026-01-01T12:00:00Z'),
  source: 'browser',
  results: [],
  method: 'GET',
  url: `https://as.example/auth?client_id=demo&request_uri=${requestUri}`,
  params: [
    ['client_id', 'demo'],
    ['request_uri', requestUri],
  ],
  frame: 'top',
}
const flow = flowWith([request, held()], { requestUri })
const body = JSON.stringify({ request_uri: requestUri, expires_in: 60 })
const add = (text: string, to = flow) => withPastedPar(to, recognise(text), 'par')

describe('a PAR response that a tester brings', () => {
  test('precedes the request that used it', () => {
    expect(add(body)).toMatchObject({
      messages: [
        { kind: 'par-response', id: 'par', at: request.at, source: 'pasted', requestUri, body },
        { id: 'q' },
        { id: 'r1' },
      ],
    })
  })

  test.each([
    ['Thu, 01 Jan 2026 11:59:30 GMT', request.at - 30_000],
    ['Thu, 01 Jan 2026 13:00:00 GMT', request.at],
    ['Thu, 01 Jan 2026 11:00:00 GMT', request.at],
  ])('with headers, which say when: %s', (date, at) => {
    const text = `HTTP/1.1 201 Created\r\nDate: ${date}\r\n\r\n${body}`
    expect(add(text)).toMatchObject({ messages: [{ at, status: 201 }, {}, {}] })
  })

  test.each([
    ['of another request', body.replace('uri:a', 'uri:b'), flow, 'par_of_another'],
    ['of a flow that used none', body, { ...flow, requestUri: null }, 'par_not_used'],
    ['of a flow that was only pushed', body, { ...flow, messages: [] }, 'par_not_used'],
    ['that is an error', '{"error":"invalid_request"}', flow, 'not_a_par_response'],
    ['that is a request_uri alone', requestUri, flow, 'not_a_par_response'],
    ['that is not JSON', '{', flow, 'par_not_json'],
    ['that is nothing', ' ', flow, 'not_a_par_response'],
    ['that are several request_uris', `${requestUri} ${requestUri}b`, flow, 'not_a_par_response'],
  ])('is refused: %s', (_, text, to, code) => {
    expect(add(text, to)).toMatchObject({ code })
  })

  test('and its content type is shown with the refusal', () => {
    expect(add('{"error":"invalid_request"}')).toMatchObject({ seen: 'invalid_request' })
    expect(add(requestUri)).toMatchObject({ seen: requestUri })
  })

  test('is refused where there is one', () => {
    const known = add(body)
    if ('code' in known) throw new Error(known.code)
    expect(add(body, known)).toEqual({ code: 'par_known' })
  })

  test('never loses or changes what is there, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (more, isOwn) => {
        const uri = isOwn ? requestUri : `${requestUri}b`
        const after = add(JSON.stringify({ ...more, request_uri: uri }))
        expect('code' in after).toBe(!isOwn)
        if (!('code' in after)) expect(after.messages.slice(1)).toEqual(flow.messages)
      }),
    )
  })
})
