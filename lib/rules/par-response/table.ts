import { jsonObjectOf } from '@/lib/model/json'
import type { ParResponse } from '@/lib/flow/model/message'
import { bounded } from '../builders'
import { isRefused } from '../reading'

const on = 'par-response'

/** Seconds; null if not known, undefined if the value is not a number or the request was refused. */
function lifetime(message: ParResponse): number | null | undefined {
  if (isRefused(message)) return undefined
  const body = jsonObjectOf(message.body)
  if (!body) return message.expiresIn
  return typeof body['expires_in'] === 'number' ? body['expires_in'] : undefined
}

export const table = [
  bounded({
    id: 'par-expires-in-max',
    on,
    about: 'expires_in',
    refs: ['FAPI2-SP-5.3.2.2', 'RFC9126-2.2'],
    value: ({ message }) => lifetime(message),
    below: 600,
  }),
  bounded({
    id: 'par-expires-in-min',
    on,
    about: 'expires_in',
    refs: ['FAPI2-SP-5.3.2.2'],
    value: ({ message }) => lifetime(message),
    atLeast: 30,
  }),
] as const
