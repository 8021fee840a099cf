import { hasJwtBody, jwsHeader } from '@/lib/flow/read/signed-message'
import { finding } from '../builders'
import { isSignedInBrazil, isSignedInUk } from '../payload-needed'
import { headerOf } from '../resource-reading'
import { defineRule, notObserved } from '../rule'

/** Refusals with these statuses are signed in Brazil; others are plain JSON. */
const isSignedStatus = (status: number) => status < 300 || status === 422

/** The responses whose payload is signed. */
export const signedTable = [
  defineRule({
    id: 'rr-jws-signature',
    on: 'resource-response',
    about: jwsHeader,
    refs: ['OBIE'],
    check({ message, request }) {
      const isSigned = request && isSignedInUk(request.url)
      const isPresent = headerOf(message, jwsHeader) !== undefined
      if (isSigned === null || message.status === null) return undefined
      if (message.body === '' && !isPresent) return undefined
      if (message.headers.length === 0) return notObserved
      if (isSigned === isPresent) return []
      if (!isSigned) return [finding('unexpected')]
      return [finding(message.status < 400 ? 'missing' : 'refusal', String(message.status))]
    },
  }),
  defineRule({
    id: 'rr-signed-body',
    on: 'resource-response',
    about: 'body',
    refs: ['OFB'],
    check({ message, request }) {
      if (!request || !isSignedInBrazil(request.url)) return undefined
      if (message.status === null || !isSignedStatus(message.status) || message.body === '')
        return undefined
      return hasJwtBody(message) ? [] : [finding('missing', String(message.status))]
    },
  }),
] as const
