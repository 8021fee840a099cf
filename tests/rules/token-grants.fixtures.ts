import type { Params } from '@/lib/model/params'
import type { JsonObject } from '@/lib/model/json'
import { codeRequest, pastedTokens, tokenError, tokenRequest, tokenResponse } from './answers'
import type { Fixtures } from './fixtures'
import { compact } from './tokens'

const clientCredentials = { request: tokenRequest([['grant_type', 'client_credentials']]) }
const arranged = { cdr_arrangement_id: '93bac548-d2de-4546-b106-880a5018460d' }

const poll = {
  request: tokenRequest([['grant_type', 'urn:ietf:params:oauth:grant-type:device_code']]),
}
const pending = (error: string, status: number | null = 400) =>
  tokenError({ error }, { status }, poll)

const type = (name: string) => `urn:ietf:params:oauth:token-type:${name}`
const exchanged = (members: JsonObject, ...params: Params) =>
  tokenResponse(
    members,
    {},
    {
      request: tokenRequest([
        ['grant_type', 'urn:ietf:params:oauth:grant-type:token-exchange'],
        ...params,
      ]),
    },
  )
const issued = { issued_token_type: type('access_token') }
const subject = ['subject_token', compact({ alg: 'PS256' }, { scope: 'accounts' })] as const

/** Members and errors of one grant or one ecosystem. */
export const fixtures: Fixtures<'token-response'> = {
  'tr-cdr-arrangement-id': {
    passed: [tokenResponse(arranged), tokenResponse(arranged, {}, { request: null })],
    failed: [
      ['missing', tokenResponse()],
      ['missing', tokenResponse({ cdr_arrangement_id: 1 })],
      ['missing', tokenResponse({ cdr_arrangement_id: '' }, {}, { request: codeRequest })],
    ],
    notApplicable: [tokenResponse({}, {}, clientCredentials), tokenError()],
    notObserved: [pastedTokens],
  },
  'dv-error': {
    passed: [pending('authorization_pending'), pending('expired_token')],
    failed: [
      ['status', pending('authorization_pending', 403)],
      ['unknown', pending('pending')],
    ],
    notApplicable: [
      tokenError(),
      tokenResponse({}, {}, poll),
      pending('slow_down', 429),
      pending('invalid_client', 401),
    ],
    notObserved: [pending('slow_down', null), tokenError({}, { body: '<html>' }, poll)],
  },
  'te-response': {
    passed: [
      exchanged(issued),
      exchanged({ issued_token_type: type('id_token'), token_type: 'N_A' }),
      exchanged({ ...issued, scope: 'accounts' }, subject),
    ],
    failed: [
      ['missing', exchanged({})],
      ['token_type', exchanged({ issued_token_type: type('refresh_token') })],
      ['wider', exchanged({ ...issued, scope: 'accounts payments' }, subject)],
    ],
    notApplicable: [tokenResponse(), pastedTokens],
  },
}
