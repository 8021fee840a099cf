import alg from './idt-alg'
import aud from './idt-aud'
import azp from './idt-azp'
import exp from './idt-exp'
import iat from './idt-iat'
import iss from './idt-iss'
import kid from './idt-kid'
import nonce from './idt-nonce'
import signature from './idt-signature'
import sub from './idt-sub'
import typConfusion from './jose-typ-confusion'
import { table } from './table'

export const rules = [
  iss,
  sub,
  aud,
  azp,
  exp,
  iat,
  nonce,
  alg,
  signature,
  kid,
  typConfusion,
  ...table,
] as const
