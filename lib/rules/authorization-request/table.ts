import { textIn } from '@/lib/model/json'
import type { AuthorizationRequest } from '@/lib/flow/model/message'
import type { Metadata } from '@/lib/oauth/metadata'
import { formDecode, splitUrl } from '@/lib/model/url'
import { https, only, unique } from '../builders'
import { given, namesOf } from '../reading'

const on = 'authorization-request'

/** Null if the endpoint was opened without any parameter. */
function requestNames({ params }: AuthorizationRequest): readonly string[] | null {
  return params.length === 0 ? null : namesOf(params)
}

/** Parameters in the URL of the authorization endpoint itself. */
function endpointNames(metadata: Metadata | null): readonly string[] {
  const endpoint = textIn(metadata, 'authorization_endpoint') ?? ''
  return namesOf(formDecode(splitUrl(endpoint).query ?? ''))
}

export const table = [
  https({
    id: 'az-https',
    on,
    about: 'url',
    refs: ['RFC6749-3.1', 'FAPI2-SP-5.2.1'],
    url: ({ message }) => message.url,
  }),
  unique({
    id: 'az-duplicate-params',
    on,
    about: 'params',
    refs: ['RFC6749-3.1', 'RFC8707-2'],
    names: ({ message }) => requestNames(message)?.filter((name) => name !== 'resource') ?? null,
  }),
  only({
    id: 'az-par-only-two-params',
    on,
    about: 'params',
    refs: ['FAPI2-SP-5.3.3.2'],
    names: ({ message }) =>
      given(message.params, 'request_uri') === undefined ? null : namesOf(message.params),
    among: ({ context }) => ['client_id', 'request_uri', ...endpointNames(context.metadata)],
  }),
] as const
