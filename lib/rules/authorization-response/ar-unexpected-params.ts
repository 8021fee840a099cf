import { param } from '@/lib/model/params'
import { responseParameters } from '@/lib/oauth/registered-members'
import { finding } from '../builders'
import { given, isJarm, namesOf } from '../reading'
import { defineRule } from '../rule'

/**
 * A client ignores unknown parameters, such as a `client_id` that some servers echo. A different `client_id`
 * indicates that the response may be for that client.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2)
 */
export default defineRule({
  id: 'ar-unexpected-params',
  on: 'authorization-response',
  about: 'params',
  refs: ['RFC6749-4.1.2', 'OIDF-SUITE', 'RFC6749-4.1.2.1'],
  check({ message, context: { clientId } }) {
    const { params } = message
    if (isJarm(message) && param(params, 'client_id') === undefined) return undefined
    const isError = given(params, 'error') !== undefined
    const unexpected = [...new Set(namesOf(params))].filter(
      (name) => !responseParameters.has(name) || (name.startsWith('error_') && !isError),
    )
    const echoes = params.flatMap(([name, value]) => (name === 'client_id' ? [value] : []))
    const other = clientId === null ? undefined : echoes.find((value) => value !== clientId)
    return [
      ...(other === undefined || clientId === null ? [] : [finding('client', other, clientId)]),
      ...unexpected
        .filter((name) => name !== 'client_id' || other === undefined)
        .map((name) => finding('unexpected', name)),
    ]
  },
})
