import { judgeToken } from '@/lib/judge/judge-message'
import type { JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { TokenKind } from '@/lib/oauth/token-kind'
import { known, signed, type Golden, type Parts } from './golden-context'
import { logoutClaims, logoutHeader } from './logout-token.fixtures'
import { bindingClaims, bindingHeader, boundText, openedText, sdClaims, sdJwtText } from './sd-jwts'
import { setClaims, setHeader } from './security-event-token.fixtures'
import { statementClaims } from './software-statement.fixtures'
import { ps256 } from './tokens'

const signedBy: JsonObject = { alg: ps256.alg, kid: ps256.jwk.kid }

const judged = (kind: TokenKind) => async (parts: Parts, profile: RuleProfile) => {
  const context = known(profile)
  const { jwt, verification } = await signed(parts, context)
  return judgeToken({ kind, message: null, decryption: null, jwt, verification }, context)
}

/** A statement has the claims of one ecosystem, whose profile it is judged by. */
const statement = (ecosystem: keyof typeof statementClaims): Golden => ({
  parts: { header: { ...signedBy, typ: 'JWT' }, claims: statementClaims[ecosystem] },
  judged: (parts) => judged('software-statement')(parts, ecosystem),
})

/** Tokens of a correct server, and a presentation of a correct holder. */
export const golden: Readonly<Record<string, Golden>> = {
  'software statement of the UK': statement('uk'),
  'software statement of Brazil': statement('br'),
  'software statement of Australia': statement('cdr'),
  'security event token': {
    parts: { header: { ...signedBy, ...setHeader }, claims: setClaims },
    judged: judged('set'),
  },
  'logout token': {
    parts: { header: { ...signedBy, ...logoutHeader }, claims: logoutClaims },
    judged: judged('logout-token'),
  },
  'SD-JWT with key binding': {
    parts: {
      header: { ...signedBy, typ: 'example+sd-jwt' },
      claims: sdClaims,
      bindingHeader: { alg: 'ES256', ...bindingHeader },
      binding: bindingClaims,
    },
    judged: async ({ header = {}, claims = {}, ...binding }, profile) => {
      const removed = Object.fromEntries(Object.keys(sdClaims).map((name) => [name, undefined]))
      const presented = await sdJwtText({
        claims: { ...removed, ...claims },
        header: { alg: undefined, ...header },
      })
      const text = await boundText(presented, {
        header: { typ: undefined, alg: undefined, ...binding['bindingHeader'] },
        claims: { ...absent, ...binding['binding'] },
      })
      const context = known(profile)
      const token = await openedText(text, { context })
      return judgeToken({ kind: 'sd-jwt', message: null, decryption: null, ...token }, context)
    },
  },
}

const absent = { iat: undefined, aud: undefined, nonce: undefined }
