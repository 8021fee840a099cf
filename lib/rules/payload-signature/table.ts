import { ukParameters } from '@/lib/jose/critical'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import {
  inHeader,
  keyFindings,
  onlyPs256,
  payloadFindings,
  sentAt,
  timeFinding,
} from '../signed-reading'
import { clockSkew } from '../token-reading'

const [iatName, , tanName] = ukParameters

/** An older signature is worth a warning, in seconds. The standard has no limit. */
const usualAge = 300

export const table = [
  defineRule({
    id: 'ps-alg',
    on: 'payload-signature',
    about: 'alg',
    refs: ['OBIE'],
    check: (signed) => inHeader(signed, onlyPs256),
  }),
  defineRule({
    id: 'ps-kid',
    on: 'payload-signature',
    about: 'kid',
    refs: ['OBIE'],
    check: (signed) => inHeader(signed, (header) => keyFindings(header, signed.verification)),
  }),
  defineRule({
    id: 'ps-iat',
    on: 'payload-signature',
    about: iatName,
    refs: ['OBIE'],
    check: (signed) =>
      inHeader(signed, (header) => {
        const iat = header[iatName]
        if (typeof iat !== 'number') return undefined
        const at = sentAt(signed)
        if (iat > at + clockSkew) return [timeFinding('future', iat, at)]
        if (at - iat <= usualAge) return []
        // A pasted signature may have been pasted late.
        return signed.exchange ? [timeFinding('old', iat, at)] : notObserved
      }),
  }),
  defineRule({
    id: 'ps-tan',
    on: 'payload-signature',
    about: tanName,
    refs: ['OBIE'],
    check: (signed) =>
      inHeader(signed, (header) => {
        const tan = header[tanName]
        if (typeof tan !== 'string') return undefined
        if (!/^[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(tan))
          return [finding('form', tan, 'openbanking.org.uk')]
        return tan === 'openbanking.org.uk' ? [] : [finding('anchor', tan, 'openbanking.org.uk')]
      }),
  }),
] as const

/** The last finding, so that everything else is shown as well. */
export const signature = defineRule({
  id: 'ps-signature',
  on: 'payload-signature',
  about: 'signature',
  refs: ['RFC7515-5.2', 'RFC7797-3', 'OBIE'],
  check: ({ jwt, verification }) => (jwt.header ? payloadFindings(verification) : undefined),
})
