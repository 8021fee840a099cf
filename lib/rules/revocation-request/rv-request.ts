import type { Artefacts } from '../artefacts'
import type { Finding } from '@/lib/model/rule-result'
import { formDecode, splitUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { authenticationsOf } from '../grant-reading'
import { given } from '../reading'
import { isForm, lacksBody, showsCredentials } from '../request-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

type Sent = Artefacts['revocation-request']

const hints: ReadonlySet<string> = new Set(['access_token', 'refresh_token'])

/** @see [RFC 7009](https://www.rfc-editor.org/rfc/rfc7009.html#section-2.1) */
export default defineRule({
  id: 'rv-request',
  on: 'revocation-request',
  about: 'token',
  refs: ['RFC7009-2', 'RFC7009-2.1'],
  check(artefact) {
    const { message } = artefact
    const findings = [
      ...(message.method === 'POST' ? [] : [finding('method', message.method, 'POST')]),
      ...ofToken(message),
      ...ofHint(message),
      ...ofClient(artefact),
    ]
    if (findings.length > 0 || message.params.length > 0) return findings
    return lacksBody(message) ? undefined : notObserved
  },
})

function ofToken(message: Sent['message']): readonly Finding[] {
  const inUrl = given(formDecode(splitUrl(message.url).query ?? ''), 'token') !== undefined
  if (inUrl) return [finding('in_url')]
  const isSent = given(message.params, 'token') !== undefined
  return isSent || isUnread(message) ? [] : [finding('missing')]
}

/** The body may be a form whose parameters were not observed. */
function isUnread(message: Sent['message']): boolean {
  return message.params.length === 0 && isForm(message) !== false
}

function ofHint({ params }: Sent['message']): readonly Finding[] {
  const hint = given(params, 'token_type_hint')
  return hint === undefined || hints.has(hint)
    ? []
    : [finding('hint', show(hint), [...hints].join(', '))]
}

/** A public client sends only its `client_id`. FAPI 2.0 has no public clients. */
function ofClient({ message, context }: Sent): readonly Finding[] {
  if (message.params.length === 0 || !showsCredentials(message)) return []
  const isPublic = given(message.params, 'client_id') !== undefined && !isFapi(context.ruleProfile)
  return isPublic || authenticationsOf(message).length > 0 ? [] : [finding('auth')]
}
