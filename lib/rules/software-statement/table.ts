import { isAlgNone } from '@/lib/jose/algorithms'
import { textIn } from '@/lib/model/json'
import { finding } from '../builders'
import { signatureFindings } from '../created-jwt'
import { notPermitted, statementAlgsOf } from '../permitted-algs'
import { defineRule, notObserved } from '../rule'

export const table = [
  defineRule({
    id: 'ss-signed',
    on: 'software-statement',
    about: 'alg',
    refs: ['RFC7591-2.3', 'FAPI1-ADV-8.6'],
    check({ jwt: { kind, header }, verification, context: { ruleProfile } }) {
      const alg = textIn(header, 'alg')
      if (alg === null || kind === 'jwe') return undefined
      if (isAlgNone(alg)) return [finding('none', alg)]
      const permitted = statementAlgsOf(ruleProfile)
      const weak = notPermitted({ alg, permitted, code: 'weak' }, verification)
      return weak ? [weak] : []
    },
  }),
  defineRule({
    id: 'ss-signature',
    on: 'software-statement',
    about: 'signature',
    refs: ['RFC7591-2.3', 'RFC7591-5'],
    // A client that signs its own statement says nothing about what the directory says.
    check: ({ verification }) =>
      verification.source === 'client' ? notObserved : signatureFindings(verification),
  }),
] as const
