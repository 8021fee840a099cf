import { authorizationParameters } from '../authorization-parameters'
import { finding, https } from '../builders'
import { given, namesOf } from '../reading'
import { inParams } from '../request-reading'
import { defineRule } from '../rule'

const on = 'par-request'

export const table = [
  https({
    id: 'par-https',
    on,
    about: 'url',
    refs: ['RFC9126-2'],
    url: ({ message }) => message.url,
  }),
  /**
   * Beside a request object are only the client and its authentication.
   *
   * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-3)
   */
  defineRule({
    id: 'par-request-object-only',
    on,
    about: 'request',
    refs: ['RFC9126-3', 'FAPI2-MS-5.3.2'],
    check: ({ message }) =>
      inParams(message, (params) => {
        if (given(params, 'request') === undefined) return undefined
        return [...new Set(namesOf(params))]
          .filter((name) => name !== 'client_id' && authorizationParameters.has(name))
          .map((name) => finding('outside', name))
      }),
  }),
  defineRule({
    id: 'par-request-object-required',
    on,
    about: 'request',
    refs: ['FAPI2-MS-5.3.1', 'FAPI2-MS-5.3.2', 'OFM'],
    check: ({ message }) =>
      inParams(message, (params) =>
        given(params, 'request') === undefined ? [finding('missing')] : [],
      ),
  }),
] as const
