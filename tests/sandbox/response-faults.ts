import { randomUUID } from 'node:crypto'
import type { Fault, ResponseParameters } from './faults.ts'

const without = (name: string) => (parameters: ResponseParameters) =>
  parameters.filter(([other]) => other !== name)

const withValue = (name: string, value: string) => (parameters: ResponseParameters) =>
  parameters.map(([other, old]) => [other, other === name ? value : old] as const)

const withMore =
  (...added: ResponseParameters) =>
  (parameters: ResponseParameters): ResponseParameters => [...parameters, ...added]

/** Chromium reports a form of this size as octets. */
const largeSize = 256 * 1024

/** Parameters outside every specification; one is empty, one is not ASCII. */
export const unknownParameters: ResponseParameters = [
  ['session_state', 'a0b1c2.d3e4'],
  ['x-empty', ''],
  ['note', 'Grüße & 10% + ✓'],
]

/** In Windows-1252, where UTF-8 has two octets. */
const accented = ['café', 'caf%C3%A9', 'caf%E9'] as const

/** Parameters of the request, which some servers echo. */
export const echoedParameters: ResponseParameters = [
  ['client_id', 'wide-es256'],
  ['response_type', 'code'],
  ['grant_type', 'authorization_code'],
]

/** The faults of authorization responses. */
export const responseFaults = {
  'response-iss-wrong': {
    does: 'The authorization response names another issuer.',
    response: withValue('iss', 'https://issuer.invalid'),
  },
  'response-iss-missing': {
    does: 'The authorization response has no iss.',
    response: without('iss'),
  },
  'response-state-wrong': {
    does: 'The authorization response has a state that was not sent.',
    response: withValue('state', 'not-the-state-that-was-sent'),
  },
  'response-state-missing': {
    does: 'The authorization response has no state.',
    response: without('state'),
  },
  'response-state-twice': {
    does: 'The authorization response has state twice, with different values.',
    response: withMore(['state', 'a-second-state']),
  },
  'response-code-twice': {
    does: 'The authorization response has code twice, with different values.',
    response: withMore(['code', 'a-second-code']),
  },
  'response-unknown': {
    does: 'The authorization response has unknown parameters.',
    response: withMore(...unknownParameters),
  },
  'response-echo': {
    does: 'The authorization response echoes parameters of the request, beside its JARM too.',
    outer: (parameters) => [...echoedParameters, ...parameters],
  },
  'response-encoding-invalid': {
    does: 'A parameter of the authorization response is not UTF-8, and in a URL another has a lone percent sign.',
    response: withMore(['place', accented[0]]),
    encoded: (text) => `${text.replace(accented[1], accented[2])}&percent=100%`,
    charset: 'windows-1252',
  },
  'response-encoded-twice': {
    does: 'The issuer in the authorization response is percent-encoded twice.',
    response: (parameters) =>
      parameters.map(([name, value]) => [name, name === 'iss' ? encodeURIComponent(value) : value]),
  },
  'response-in-both': {
    does: 'The authorization response comes twice: in the query and in the fragment, or in the query and in the form.',
    inBoth: true,
  },
  'response-not-jwt': {
    does: 'The only parameter of the authorization response is a response that is not a JWT.',
    outer: () => [['response', `this-is-no-jwt-${randomUUID()}`]],
  },
  'response-large': {
    does: 'The authorization response has a parameter of many kilobytes; no server takes that in a URL.',
    response: withMore(['padding', 'x'.repeat(largeSize)]),
  },
  'error-access-denied': {
    does: 'The server answers access_denied without asking the user.',
    error: { error: 'access_denied', error_description: 'The data provider refused the consent' },
  },
  'error-with-uri': {
    does: 'The server answers access_denied with a description and an error_uri.',
    error: { error: 'access_denied', error_description: 'The data provider refused the consent' },
    response: withMore(['error_uri', 'https://bank.invalid/errors#access_denied']),
  },
  'error-server-error': {
    does: 'The server answers server_error.',
    error: { error: 'server_error', error_description: 'The data provider does not answer' },
  },
} satisfies Record<string, Fault>
