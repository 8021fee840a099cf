import { setTimeout } from 'node:timers/promises'
import { page } from './html.ts'
import type { Fault } from './faults.ts'

/** A response of the back channel, as sent. */
export interface Answer {
  readonly status: number
  /** Undefined for a response without one. */
  readonly contentType?: string
  readonly body: string
}

/** Spoils a finished response; `slowness` is in milliseconds. */
export type Spoil = (answer: Answer, slowness: number) => Answer | Promise<Answer>

/** The endpoints of the back channel, by the name of their route. */
export const endpointRoutes = {
  par: 'pushed_authorization_request',
  token: 'token',
  userinfo: 'userinfo',
  introspection: 'introspection',
  revocation: 'revocation',
} as const

export type Endpoint = keyof typeof endpointRoutes

const severalMegabytes = 4 * 1024 * 1024

const spoils = {
  'html-500': {
    does: 'answers with an HTML page and status 500',
    spoil: () => ({
      status: 500,
      contentType: 'text/html; charset=utf-8',
      body: page('Something went wrong', { body: '<p>Please try again later.</p>' }),
    }),
  },
  'empty-403': {
    does: 'answers with status 403 and no body',
    spoil: () => ({ status: 403, body: '' }),
  },
  'content-type-wrong': {
    does: 'sends its answer as text/plain',
    spoil: (answer) => ({ ...answer, contentType: 'text/plain; charset=utf-8' }),
  },
  truncated: {
    does: 'sends the first half of its answer',
    spoil: (answer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  },
  huge: {
    does: 'puts several megabytes before its answer',
    spoil: (answer) => ({ ...answer, body: ' '.repeat(severalMegabytes) + answer.body }),
  },
  slow: {
    does: 'lets the client wait (see the setting slowness)',
    spoil: (answer, slowness) => setTimeout(slowness, answer, { ref: false }),
  },
} satisfies Record<string, { readonly does: string; readonly spoil: Spoil }>

type SpoilName = keyof typeof spoils

export type AnswerFaultName = `${Endpoint}-${SpoilName}`

/** One fault for each endpoint and each way to spoil its response: `token-html-500`, `par-slow`. */
export const answerFaults = Object.fromEntries(
  (Object.keys(endpointRoutes) as Endpoint[]).flatMap((endpoint) =>
    Object.entries<{ readonly does: string; readonly spoil: Spoil }>(spoils).map(
      ([name, { does, spoil }]) => [
        `${endpoint}-${name}`,
        { does: `The ${endpoint} endpoint ${does}.`, answer: { endpoint, spoil } },
      ],
    ),
  ),
) as Readonly<Record<AnswerFaultName, Fault>>
