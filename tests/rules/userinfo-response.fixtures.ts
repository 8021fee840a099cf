import { known } from './artefacts'
import { signedUserinfo, userinfo } from './answers'
import type { Fixtures } from './fixtures'
import { encrypted, idToken, token } from './tokens'

const refused = userinfo({ error: 'invalid_token' }, { status: 401 })
const jwe = signedUserinfo(await token(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })))

export const fixtures: Fixtures<'userinfo-response'> = {
  'ui-sub-match': {
    passed: [userinfo(), signedUserinfo(await idToken())],
    failed: [
      ['missing', userinfo({ name: 'Jane' })],
      ['differs', userinfo({ sub: 'another' })],
      ['differs', userinfo({ sub: 248289761001 })],
      ['differs', signedUserinfo(await idToken({ sub: 'another' }))],
    ],
    notApplicable: [refused, jwe],
    notObserved: [userinfo(undefined, {}, known), userinfo({}, { body: '<html>' })],
  },
}
