import { parseUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { headerOf, isUuid } from '../resource-reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.7) */
const httpDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/

function isIp(text: string): boolean {
  if (ipv4.test(text)) return true
  return /^[\da-f:.]{2,45}$/i.test(text) && parseUrl(`http://[${text}]/`) !== null
}

const forms: readonly (readonly [name: string, isValid: (value: string) => boolean])[] = [
  ['x-fapi-auth-date', (value) => httpDate.test(value)],
  ['x-fapi-customer-ip-address', isIp],
]

const id = 'x-fapi-interaction-id'

/** @see [FAPI 1.0 Baseline](https://openid.net/specs/openid-financial-api-part-1-1_0.html#section-6.2.2) */
export default defineRule({
  id: 'rq-interaction-id',
  on: 'resource-request',
  about: id,
  refs: ['FAPI1-BASE-6.2.2'],
  check({ message, resourceContext: { earlierIds } }) {
    const sent = headerOf(message, id)
    const others = forms.flatMap(([name, isValid]) => {
      const value = headerOf(message, name)
      return value === undefined ? [] : [{ name, value, isValid }]
    })
    if (sent === undefined && others.length === 0) return undefined
    return [
      ...(sent !== undefined && !isUuid(sent) ? [finding('form', show(sent))] : []),
      ...(sent !== undefined && earlierIds.has(sent) ? [finding('repeated', show(sent))] : []),
      ...others
        .filter(({ value, isValid }) => !isValid(value))
        .map(({ name, value }) => finding('header', `${name}: ${show(value)}`)),
    ]
  },
})
