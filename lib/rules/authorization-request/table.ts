import type { AuthorizationRequest } from '@/lib/flow/model/message'
import { https, unique } from '../builders'
import { namesOf } from '../reading'

const on = 'authorization-request'

/** Null if the endpoint was opened without any parameter. */
function requestNames({ params }: AuthorizationRequest): readonly string[] | null {
  return params.length === 0 ? null : namesOf(params)
}

export const table = [
  https({
    id: 'az-https',
    on,
    about: 'url',
    refs: ['RFC6749-3.1.2.1', 'RFC6749-10.9', 'FAPI2-SP-5.2.1', 'RFC6749-3.1'],
    url: ({ message }) => message.url,
  }),
  unique({
    id: 'az-duplicate-params',
    on,
    about: 'params',
    refs: ['RFC6749-3.1', 'RFC8707-2'],
    names: ({ message }) => requestNames(message)?.filter((name) => name !== 'resource') ?? null,
  }),
] as const
