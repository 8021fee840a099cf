import type { Artefacts } from '../artefacts'
import type { Finding } from '@/lib/model/rule-result'
import { clientAuthOf } from '@/lib/model/client-auth-methods'
import { withoutQuery } from '@/lib/model/url'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { given } from '../reading'
import { authenticatedBy, mtlsAlias } from '../request-reading'
import { defineRule, notObserved } from '../rule'

/**
 * A certificate does not name the client, and only the endpoint for certificates asks for one.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-2)
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-5)
 */
export default defineRule({
  id: 'ca-mtls-client-id',
  on: 'token-request',
  about: 'client_id',
  refs: ['RFC8705-2', 'RFC8705-5'],
  check(artefact) {
    const { message, context } = artefact
    if (!message.certificate) return undefined
    const findings = [...ofClient(message), ...ofHost(artefact)]
    const isKnown = message.params.length > 0 && context.metadata !== null
    return findings.length > 0 || isKnown ? findings : notObserved
  },
})

function ofClient(message: Artefacts['token-request']['message']): readonly Finding[] {
  const isCertificate = authenticatedBy(message).every(
    (method) => clientAuthOf(method).family === 'mtls',
  )
  if (!isCertificate || message.params.length === 0) return []
  return given(message.params, 'client_id') === undefined ? [finding('missing')] : []
}

/** Under FAPI 2.0, tr-mtls-host compares the endpoint. */
function ofHost({ message, context }: Artefacts['token-request']): readonly Finding[] {
  const { metadata, ruleProfile } = context
  const alias = metadata && mtlsAlias(metadata, 'token_endpoint')
  if (alias === null || isFapi(ruleProfile) || message.url === alias) return []
  return [finding('plain_host', withoutQuery(message.url), alias)]
}
