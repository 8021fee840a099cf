import { randomUUID } from 'node:crypto'
import type { ServerKeys } from '../keys.ts'
import { isJson, type ApiAnswer, type ApiCall, type ConsentFault } from './ecosystem.ts'

interface EventsOptions {
  readonly issuer: string
  readonly keys: ServerKeys
  /** The client that the SETs are for. */
  readonly audience: string
  readonly fault: () => ConsentFault | null
}

const errors: ReadonlySet<unknown> = new Set([
  'invalid_request',
  'invalid_key',
  'invalid_issuer',
  'invalid_audience',
  'authentication_failed',
  'access_denied',
])

/** A transmitter of SETs that are polled. @see [RFC 8936](https://www.rfc-editor.org/rfc/rfc8936.html) */
export function createEvents({ issuer, keys, audience, fault }: EventsOptions) {
  const waiting = new Map<string, string>()
  const settled: string[] = []

  const settle = (jti: string, how: string) => {
    if (waiting.has(jti)) settled.push(`${how} ${jti}`)
    if (fault() !== 'set-again') waiting.delete(jti)
  }

  return {
    settled: () => settled,
    emit(type: string, event: object): string {
      const jti = randomUUID()
      const claims = {
        iss: issuer,
        iat: Math.floor(Date.now() / 1000),
        jti: fault() === 'set-other-jti' ? `other-${jti}` : jti,
        aud: audience,
        sub: `${issuer}/resource`,
        txn: randomUUID(),
        toe: Math.floor(Date.now() / 1000),
        events: { [type]: event },
      }
      const header = { alg: 'PS256', typ: 'secevent+jwt', kid: keys.currentKid('PS256') }
      const jwt = keys.signJwt(header, claims)
      const last = jwt.at(-2) === 'A' ? 'B' : 'A'
      waiting.set(
        jti,
        fault() === 'set-wrong-key' ? `${jwt.slice(0, -2)}${last}${jwt.at(-1)}` : jwt,
      )
      return jti
    },
    poll({ caller, json }: ApiCall): ApiAnswer {
      if (!caller) return { status: 401 }
      if (caller.of !== 'client') return { status: 403 }
      const asked = readPoll(json)
      if (!asked) return { status: 400 }
      for (const jti of asked.ack) settle(jti, 'ack')
      for (const jti of asked.refused) settle(jti, 'err')
      const sent = [...waiting].slice(0, asked.maxEvents)
      return {
        status: 200,
        body: { sets: Object.fromEntries(sent), moreAvailable: waiting.size > sent.length },
      }
    },
  }
}

/** What a poll asks for; null if it is malformed. */
function readPoll(json: ApiCall['json']) {
  const { maxEvents = 10, ack = [], setErrs = {} } = json ?? {}
  if (!json || typeof maxEvents !== 'number' || !isJson(setErrs)) return null
  const isKnown = Object.values(setErrs).every((each) => isJson(each) && errors.has(each['err']))
  const jtis: readonly unknown[] = Array.isArray(ack) ? ack : [null]
  if (!isKnown || !jtis.every((jti) => typeof jti === 'string')) return null
  return { maxEvents, ack: jtis, refused: Object.keys(setErrs) }
}
