import { parameters } from '@/lib/oauth/parameters'
import type { Finding } from '@/lib/model/rule-result'
import { nearParameter } from '../authorization-parameters'
import { finding } from '../builders'
import { namesOf } from '../reading'
import { inParams } from '../request-reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** Parameters that only a token request has. */
const ofTokenRequest: ReadonlySet<string> = new Set([
  'grant_type',
  'code',
  'code_verifier',
  'refresh_token',
])

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.1) */
export default defineRule({
  id: 'par-unknown-params',
  on: 'par-request',
  about: 'params',
  refs: ['RFC9126-2.1'],
  check: ({ message }) =>
    inParams(message, (params) => [...new Set(namesOf(params))].flatMap(ofName)),
})

function ofName(name: string): readonly Finding[] {
  if (ofTokenRequest.has(name)) return [finding('token_request', name)]
  // A name with a host or a namespace belongs to an extension.
  if (parameters.has(name) || /[:/]/.test(name)) return []
  const meant = nearParameter(name)
  return [meant === undefined ? finding('unknown', show(name)) : finding('slip', show(name), meant)]
}
