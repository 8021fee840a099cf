import { jsonObjectOf } from '@/lib/model/json'
import type { ParResponse } from '@/lib/flow/model/message'
import type { Spec } from '@/lib/model/rule-profiles'
import type { Finding } from '@/lib/model/rule-result'
import { rowForBody } from '../bodies'
import { bounded, finding } from '../builders'
import { isFapi } from '../fapi'
import { isRefused } from '../reading'
import { defineRule, notObserved } from '../rule'

const on = 'par-response'

/** Seconds; null if not known, undefined if the value is not a number or the request was refused. */
function lifetime(message: ParResponse): number | null | undefined {
  if (isRefused(message)) return undefined
  const body = jsonObjectOf(message.body)
  if (!body) return message.expiresIn
  return typeof body['expires_in'] === 'number' ? body['expires_in'] : undefined
}

/**
 * FAPI 2.0 requires less than 600 seconds. Elsewhere 600 is the end of the typical range.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.2)
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2)
 */
function ofMaximum(seconds: number, isStrict: boolean): readonly Finding[] {
  if (seconds < 600 || (seconds === 600 && !isStrict)) return []
  return [finding('long', String(seconds), isStrict ? '< 600' : '≤ 600')]
}

interface Range {
  readonly atLeast: number
  readonly atMost: number
}

/** The lifetimes that ecosystems require, in seconds. */
const ecosystems: Readonly<Partial<Record<Spec, Range>>> = {
  BR: { atLeast: 60, atMost: Infinity },
  CDR: { atLeast: 10, atMost: 90 },
}

function ofRange(seconds: number, { atLeast, atMost }: Range): readonly Finding[] {
  if (seconds < atLeast) return [finding('short', String(seconds), `≥ ${atLeast}`)]
  return seconds > atMost ? [finding('long', String(seconds), `≤ ${atMost}`)] : []
}

export const table = [
  defineRule({
    id: 'par-expires-in-max',
    on,
    about: 'expires_in',
    refs: ['FAPI2-SP-5.3.2.2', 'RFC9126-2.2'],
    check({ message, context }) {
      const value = lifetime(message)
      if (value === undefined) return undefined
      if (value === null) return notObserved
      return ofMaximum(value, isFapi(context.ruleProfile))
    },
  }),
  bounded({
    id: 'par-expires-in-min',
    on,
    about: 'expires_in',
    refs: ['FAPI2-SP-5.3.2.2', 'OIDF-SUITE'],
    value: ({ message }) => lifetime(message),
    atLeast: 30,
  }),
  defineRule({
    id: 'par-expires-in-profile',
    on,
    about: 'expires_in',
    refs: ['CDS', 'OIDF-SUITE'],
    check({ message, context }) {
      const range = rowForBody(context.ruleProfile, ecosystems)
      const value = range && lifetime(message)
      if (value === undefined) return undefined
      return value === null || !range ? notObserved : ofRange(value, range)
    },
  }),
] as const
