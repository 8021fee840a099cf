import acr from './idt-acr'
import alg from './idt-alg'
import amr from './idt-amr'
import aud from './idt-aud'
import authTime from './idt-auth-time'
import azp from './idt-azp'
import claimTypes from './idt-claim-types'
import encrypted from './idt-encrypted'
import exp from './idt-exp'
import frontChannelPii from './idt-front-channel-pii'
import iat from './idt-iat'
import iss from './idt-iss'
import kid from './idt-kid'
import nonce from './idt-nonce'
import signature from './idt-signature'
import sub from './idt-sub'
import twoTokensConsistent from './idt-two-tokens-consistent'
import ukIntentId from './idt-uk-intent-id'
import unexpectedClaims from './idt-unexpected-claims'
import typConfusion from './jose-typ-confusion'
import refreshed from './rf-id-token'
import { table } from './table'

export const rules = [
  iss,
  sub,
  aud,
  azp,
  exp,
  iat,
  nonce,
  authTime,
  acr,
  amr,
  alg,
  signature,
  kid,
  typConfusion,
  ...table,
  encrypted,
  twoTokensConsistent,
  refreshed,
  unexpectedClaims,
  claimTypes,
  frontChannelPii,
  ukIntentId,
] as const
