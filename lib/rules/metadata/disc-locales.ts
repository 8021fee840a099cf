import { textsIn } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'

const lists = ['ui_locales_supported', 'claims_locales_supported']

/** Tags for private use, and those registered before RFC 4646, which engines may not know. */
const isIrregular = (tag: string) => /^[ix]-/i.test(tag)

function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch {
    return null
  }
}

function judgeTag(name: string, tag: string): readonly Finding[] {
  if (isIrregular(tag)) return []
  const right = canonical(tag)
  if (right === null) return [finding('tag', `${name}: ${tag}`)]
  // The canonical form may also replace an old language code, which is not a mistake.
  const isOnlyCase = right !== tag && right.toLowerCase() === tag.toLowerCase()
  return isOnlyCase ? [{ ...finding('case', `${name}: ${tag}`, right), severity: 'info' }] : []
}

/**
 * Locales are language tags.
 *
 * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.3)
 */
export default metadataRule({
  id: 'disc-locales',
  about: 'metadata',
  refs: ['OIDC-DISCOVERY-3', 'BCP47'],
  check(metadata) {
    const present = lists.filter((name) => textsIn(metadata, name))
    if (present.length === 0) return undefined
    return present.flatMap((name) =>
      (textsIn(metadata, name) ?? []).flatMap((tag) => judgeTag(name, tag)),
    )
  },
})
