import { header } from '@/lib/model/http-text'
import { finding } from '../builders'
import { mediaType } from '../reading'
import { defineRule, notObserved } from '../rule'
import { inHeader, keyFindings, onlyPs256, payloadFindings } from '../signed-reading'
import { show } from '../token-reading'

/** Keys in the header are ignored: only the directory says which are trusted. */
const keyMembers = ['jwk', 'jku', 'x5c', 'x5u'] as const

/** The rules about the media type and the header. */
export const head = [
  defineRule({
    id: 'sb-media-type',
    on: 'signed-body',
    about: 'Content-Type',
    refs: ['OFB'],
    check({ exchange }) {
      if (!exchange) return undefined
      if (exchange.headers.length === 0) return notObserved
      const seen = header(exchange.headers, 'content-type') ?? ''
      return mediaType(seen) === 'application/jwt'
        ? []
        : [finding('differs', show(seen || '–'), 'application/jwt')]
    },
  }),
  defineRule({
    id: 'sb-typ',
    on: 'signed-body',
    about: 'typ',
    refs: ['OFB'],
    check: (signed) =>
      inHeader(signed, ({ typ, cty }) => [
        ...(typ === undefined ? [finding('missing', null, 'JWT')] : []),
        ...(typ === undefined || typ === 'JWT' ? [] : [finding('differs', show(typ), 'JWT')]),
        ...(cty === undefined ? [] : [finding('cty', show(cty))]),
      ]),
  }),
  defineRule({
    id: 'sb-alg',
    on: 'signed-body',
    about: 'alg',
    refs: ['OFB'],
    check: (signed) => inHeader(signed, onlyPs256),
  }),
  defineRule({
    id: 'sb-kid',
    on: 'signed-body',
    about: 'kid',
    refs: ['OFB'],
    check: (signed) =>
      inHeader(signed, (parameters) => {
        const named = keyMembers.filter((name) => parameters[name] !== undefined)
        const found = keyFindings(parameters, signed.verification)
        if (named.length === 0) return found
        const own = named.map((name) => finding('key', name))
        return typeof found === 'object' ? [...found, ...own] : own
      }),
  }),
] as const

/** The rules about the parties and the content. */
export const body = [
  defineRule({
    id: 'sb-iss',
    on: 'signed-body',
    about: 'iss',
    refs: ['OFB'],
    check({ jwt: { payload }, exchange }) {
      if (!payload) return undefined
      const { iss } = payload
      if (iss === undefined) return [finding('missing')]
      if (typeof iss !== 'string' || iss === '') return [finding('form', show(iss), '"…"')]
      const isResponse = exchange?.of === 'response'
      return isResponse && exchange.ofRequest?.payload?.['iss'] === iss
        ? [finding('client', iss)]
        : []
    },
  }),
  defineRule({
    id: 'sb-data',
    on: 'signed-body',
    about: 'data',
    refs: ['OFB'],
    check({ jwt: { payload }, exchange }) {
      if (!payload) return undefined
      const isRefusal = exchange?.of !== 'request' && payload['errors'] !== undefined
      return payload['data'] !== undefined || isRefusal ? [] : [finding('missing')]
    },
  }),
] as const

export const signature = defineRule({
  id: 'sb-signature',
  on: 'signed-body',
  about: 'signature',
  refs: ['RFC7515-5.2', 'OFB'],
  check: ({ jwt, verification }) => (jwt.header ? payloadFindings(verification) : undefined),
})
