import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { statusOf } from '@/lib/model/status'

/**
 * The checks that an app must also make on a response, with the findings that count; all findings count if none
 * is named. A correct app rejects a response that fails one of them. It cannot see other failures, or may accept
 * them.
 *
 * @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4)
 * @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.4)
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.3.2.12)
 */
export const checkedByApps: Readonly<Record<string, readonly string[]>> = {
  'ar-iss-match': [],
  'ar-iss-present': ['missing'],
  'ar-iss-id-token': [],
  'ar-mixup': [],
  'ar-state-match': ['missing', 'differs'],
  'jarm-iss': [],
  'jarm-aud': ['missing', 'differs'],
  'jarm-exp': ['missing', 'type', 'expired'],
  'jarm-alg': ['none'],
  'jarm-signature': [],
  'jarm-state': [],
  'idt-iss': [],
  'idt-aud': ['missing', 'differs'],
  'idt-exp': ['missing', 'type', 'expired'],
  'idt-nonce': [],
  'idt-alg': ['none'],
  'idt-signature': [],
  'idt-kid': ['unknown'],
  'idt-at-hash': ['differs', 'length', 'algorithm', 'type'],
  'idt-c-hash': [],
  'idt-s-hash': ['differs', 'length', 'algorithm', 'type'],
  'jose-compact-form': [],
  'jose-header-json': [],
  'jose-claims-json': ['utf8', 'json', 'not_object'],
  'jose-alg-present': ['missing', 'type', 'case'],
  'jose-alg-none': [],
  'jose-alg-key-agree': [],
  'jose-kid-lookup': ['unknown', 'use'],
  'jose-crit': ['unknown', 'absent', 'empty', 'type'],
  'jose-exp-passed': [],
  'jose-rsa-signature-length': [],
  'jose-es-signature-length': [],
}

/** Whether a correct app rejects a response, as far as its checks show. An access token is opaque to it. */
export function isRejectedByApps({ results }: Pick<AuthorizationResponse, 'results'>): boolean {
  return results.some((result) => {
    const codes = Object.hasOwn(checkedByApps, result.id) ? checkedByApps[result.id] : undefined
    if (!codes || statusOf(result) !== 'fail' || result.of === 'access_token') return false
    return codes.length === 0 || result.findings.some(({ code }) => codes.includes(code))
  })
}
