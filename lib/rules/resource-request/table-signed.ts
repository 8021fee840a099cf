import { hasJwtBody, jwsHeader } from '@/lib/flow/read/signed-message'
import { finding } from '../builders'
import { isSignedInBrazil, isSignedInUk } from '../payload-needed'
import { headerOf } from '../resource-reading'
import { defineRule } from '../rule'

/** The requests whose payload is signed. */
export const signedTable = [
  defineRule({
    id: 'rq-jws-signature',
    on: 'resource-request',
    about: jwsHeader,
    refs: ['OBIE'],
    check({ message }) {
      const isSigned = isSignedInUk(message.url)
      const isPresent = headerOf(message, jwsHeader) !== undefined
      if (isSigned === null || (message.body === '' && !isPresent)) return undefined
      if (isSigned === isPresent) return []
      return [finding(isSigned ? 'missing' : 'unexpected')]
    },
  }),
  defineRule({
    id: 'rq-signed-body',
    on: 'resource-request',
    about: 'body',
    refs: ['OFB'],
    check({ message }) {
      if (!isSignedInBrazil(message.url) || message.body === '') return undefined
      return hasJwtBody(message) ? [] : [finding('missing')]
    },
  }),
] as const
