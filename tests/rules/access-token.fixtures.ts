import type { JsonObject } from '@/lib/jose/types'
import { clientId, issuer, known } from './artefacts'
import type { Fixtures } from './fixtures'
import { now, sign, token } from './tokens'

const claims: JsonObject = {
  iss: issuer,
  exp: now + 600,
  aud: 'https://rs.example',
  sub: '248289761001',
  client_id: clientId,
  iat: now,
  jti: 'dbe39bf3a3ba4238a513f51d6e1691c4',
}

async function accessToken(members: JsonObject = {}, header: JsonObject = {}, knownHere = known) {
  const changed = JSON.parse(JSON.stringify({ ...claims, ...members })) as JsonObject
  return token(await sign(changed, { typ: 'at+jwt', ...header }), undefined, knownHere)
}

const good = await accessToken()
const opaque = await token('9f3QeKcZ0VtXyLr7Bn2MwAhJs5DgUoPi8TfRqEbYk1C')
const ownMaking = await token(await sign({ iss: issuer, user: 1 }, { typ: 'JWT' }))

export const fixtures: Fixtures<'access-token'> = {
  'at-typ': {
    passed: [good, await accessToken({}, { typ: 'application/AT+JWT' })],
    failed: [
      ['other', await accessToken({}, { typ: 'JWT' })],
      ['missing', await accessToken({}, { typ: undefined })],
    ],
    notApplicable: [opaque, ownMaking],
  },
}
