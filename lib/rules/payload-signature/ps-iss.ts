import { ukParameters } from '@/lib/jose/critical'
import type { Finding } from '@/lib/model/rule-result'
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
      const isClient = exchange?.of === 'response' && exchange.ofRequest?.header?.[name] === iss
      return isClient ? [finding('client', iss)] : formFindings(iss, exchange?.of ?? null)
    }),
})

const forms = {
  request: { counts: [2], expected: '{org-id}/{software-statement-id}' },
  response: { counts: [1], expected: '{org-id}' },
} as const
const anyForm = { counts: [1, 2], expected: forms.request.expected } as const

/** A subject of a certificate has an equals sign. */
function formFindings(iss: string, of: 'request' | 'response' | null): readonly Finding[] {
  if (iss.includes('=')) return []
  const { counts, expected } = of === null ? anyForm : forms[of]
  const parts = iss.split('/')
  const isRight =
    counts.some((count) => count === parts.length) && parts.every((part) => part.trim() !== '')
  return isRight ? [] : [finding('form', iss, expected)]
}
