import { listOf } from '@/lib/model/json'
import { parseUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * The audience is the requested resource. A server may replace its URI by a more general one of the same host,
 * or by a name that only it knows.
 *
 * @see [RFC 8707](https://www.rfc-editor.org/rfc/rfc8707.html#section-2)
 */
export default defineRule({
  id: 'res-aud-match',
  on: 'access-token',
  about: 'aud',
  refs: ['RFC8707-2', 'RFC8707-3', 'RFC9700-2.3'],
  check({ jwt: { payload }, context: { tokenContext, issuer } }) {
    const resources = tokenContext.resources ?? []
    const aud = payload?.['aud']
    if (aud === undefined || resources.length === 0) return undefined
    const audiences = listOf(aud)
    const requested = show(resources.join(' '))
    const origins = new Set(resources.flatMap(originsOf))
    const matches = audiences.filter(
      (each) => resources.includes(each as string) || originsOf(each).some((o) => origins.has(o)),
    )
    // The token may also be for UserInfo.
    const known = new Set([...origins, ...originsOf(issuer)])
    const foreign = audiences.flatMap(originsOf).filter((origin) => !known.has(origin))
    if (matches.length > 0)
      return [...new Set(foreign)].map((origin) => finding('wider', origin, requested))
    const isCompared = origins.size > 0 && foreign.length === audiences.length
    return isCompared ? [finding('differs', show(aud), requested)] : notObserved
  },
})

/** The origin of an audience; none for a name that is not a URL. */
function originsOf(audience: unknown): readonly string[] {
  const url = typeof audience === 'string' ? parseUrl(audience) : null
  return url && /^https?:$/.test(url.protocol) ? [url.origin] : []
}
