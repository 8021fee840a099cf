import type { PageResponse } from '@/lib/facts/http-exchange'
import { header } from '@/lib/model/http-text'
import { finding, https } from '../builders'
import { defineRule, notObserved } from '../rule'
import { inFirstLacking, valuesOf } from '../page-reading'

const on = 'http-exchange'

/** Policies with which other sites see the whole URL of the page. */
const whole: ReadonlySet<string> = new Set(['unsafe-url', 'no-referrer-when-downgrade'])

/** The last policy that a browser knows counts. An empty one leaves it to the browser. */
function policyOf(response: PageResponse): string {
  const policies = valuesOf(response, 'referrer-policy').flatMap((value) => value.split(','))
  return policies.map((policy) => policy.trim().toLowerCase()).findLast((policy) => policy) ?? ''
}

function isReferring(response: PageResponse): boolean {
  const policy = policyOf(response)
  return policy === '' || whole.has(policy)
}

export const table = [
  https({
    id: 'http-tls',
    on,
    about: 'url',
    refs: ['FAPI2-SP-5.2.1', 'RFC6749-3.1'],
    // Rules of the authorization request and response judge the other pages.
    url: ({ exchange: { place, url, wasInsecure } }) =>
      place === 'server' && !wasInsecure ? url.href : null,
  }),
  defineRule({
    id: 'http-authz-no-cors',
    on,
    about: 'access-control-allow-origin',
    refs: ['FAPI2-SP-5.2.3', 'RFC9700-2.6'],
    check({ exchange: { place, status, headers } }) {
      if (place !== 'authorization-endpoint' || status === null) return undefined
      if (!headers) return notObserved
      const origin = header(headers, 'access-control-allow-origin')
      return origin === undefined ? [] : [finding('present', origin)]
    },
  }),
  defineRule({
    id: 'http-referrer-policy',
    on,
    about: 'referrer-policy',
    refs: ['RFC9700-4.2.4'],
    check: ({ exchange }) =>
      inFirstLacking(exchange, isReferring, () => {
        const { status, headers } = exchange
        const policy = headers ? policyOf({ status, headers }) : ''
        return policy === ''
          ? [finding('missing', exchange.url.origin, 'no-referrer')]
          : [finding('whole', policy, 'no-referrer')]
      }),
  }),
] as const
