import { introspection, signedIntrospection } from './answers'
import type { Fixtures } from './fixtures'
import { idToken } from './tokens'

const refused = introspection({ error: 'invalid_client' }, { status: 401 })
const wrapped = async (said: unknown) =>
  signedIntrospection(await idToken({ token_introspection: said }))

export const fixtures: Fixtures<'introspection-response'> = {
  'ti-active': {
    passed: [introspection(), introspection({ active: false }), await wrapped({ active: true })],
    failed: [
      ['missing', introspection({ sub: 'a' })],
      ['type', introspection({ active: 'true' })],
      ['type', await wrapped({ active: 1 })],
      ['others', introspection({ active: false, sub: 'a' })],
    ],
    notApplicable: [refused, await wrapped(undefined)],
    notObserved: [introspection({}, { truncated: true })],
  },
}
