import { ukParameters } from '@/lib/jose/critical'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { inHeader } from '../signed-reading'

const [, name] = ukParameters

/**
 * With keys of the directory, a third party is `{org-id}/{software-statement-id}` and a bank `{org-id}`. With a
 * certificate, either is its subject.
 *
 * @see [UK Open Banking, Message Signing](https://standards.openbanking.org.uk/)
 */
export default defineRule({
  id: 'ps-iss',
  on: 'payload-signature',
  about: name,
  refs: ['OBIE'],
  check: (signed) =>
    inHeader(signed, (header) => {
      const iss = header[name]
      if (typeof iss !== 'string') return undefined
      const { exchange } = signed
      const isResponse = exchange?.of === 'response'
      if (isResponse && exchange.ofRequest?.header?.[name] === iss) return [finding('client', iss)]
      if (iss.includes('=')) return []
      const parts = iss.split('/')
      const counts = exchange ? [isResponse ? 1 : 2] : [1, 2]
      const isRight = counts.includes(parts.length) && parts.every((part) => part.trim() !== '')
      const expected = isResponse ? '{org-id}' : '{org-id}/{software-statement-id}'
      return isRight ? [] : [finding('form', iss, expected)]
    }),
})
