import type { JudgingContext } from '@/lib/facts/judging-context'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import { showsMode } from '../response-modes'
import { textIn } from '@/lib/model/json'
import { decodeJwt } from '@/lib/jose/decode'
import { authorizationErrors } from '@/lib/oauth/errors'
import { finding, https, issuerUrl, oneOf, sameIssuer, unique } from '../builders'
import { defineRule } from '../rule'
import { given, isJarm, namesElsewhere, namesOf, readableMembers } from '../reading'

const on = 'authorization-response'

/** Whether the request named an http redirect_uri, which is then judged there. */
function isRequestedSo({ observedRequest, requested }: JudgingContext): boolean {
  const isObserved = observedRequest?.names.has('redirect_uri') === true
  return isObserved && /^http:/i.test(requested.redirectUri ?? '')
}

export const table = [
  sameIssuer({
    id: 'ar-iss-match',
    on,
    about: 'iss',
    refs: ['RFC9207-2.4', 'FAPI2-SP-5.3.3.2'],
    seen: ({ message }) => (isJarm(message) ? undefined : given(message.params, 'iss')),
    expected: ({ message, context }) =>
      isUnsolicited(message) ? null : (context.issuer ?? textIn(context.metadata, 'issuer')),
    nameOf: ({ responseContext }, iss) =>
      responseContext.others.find(({ issuer }) => issuer === iss)?.name,
  }),
  issuerUrl({
    id: 'ar-iss-url',
    on,
    about: 'iss',
    refs: ['RFC9207-2'],
    value: ({ message }) => (isJarm(message) ? undefined : given(message.params, 'iss')),
  }),
  unique({
    id: 'ar-duplicate-params',
    on,
    about: 'params',
    refs: ['RFC6749-3.1'],
    names: ({ message }) =>
      message.params.length === 0
        ? null
        : [...namesOf(message.params), ...new Set(namesElsewhere(message))],
  }),
  defineRule({
    id: 'ar-token-in-url',
    on,
    about: 'access_token',
    refs: ['RFC9700-2.1.2', 'RFC9700-4.3.2', 'FAPI2-SP-5.3.2.2'],
    check({ message }) {
      const text = given(message.params, 'response') ?? ''
      const isHidden =
        message.responseMode === 'form' || !showsMode(message) || decodeJwt(text).kind === 'jwe'
      if (isHidden) return undefined
      const code = message.responseMode === 'query' ? 'in_query' : 'present'
      const names = new Set(namesOf(readableMembers(message)))
      return ['access_token', 'refresh_token']
        .filter((name) => names.has(name))
        .map((name) => finding(code, name))
    },
  }),
  https({
    id: 'ar-redirect-https',
    on,
    about: 'redirect_uri',
    refs: ['FAPI2-SP-5.3.2.2', 'RFC9700-2.6', 'FAPI1-BASE-5.2.2', 'RFC8252-7'],
    url: ({ message, context }) =>
      /^https?:/i.test(message.target) && !isRequestedSo(context) ? message.target : null,
  }),
  oneOf({
    id: 'ar-error-registered',
    on,
    about: 'error',
    refs: ['RFC6749-4.1.2.1', 'RFC6749-11.4', 'OIDC-CORE-3.1.2.6'],
    value: ({ message }) => given(readableMembers(message), 'error'),
    among: Object.keys(authorizationErrors),
  }),
] as const
