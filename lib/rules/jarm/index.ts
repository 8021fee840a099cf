import alg from './jarm-alg'
import aud from './jarm-aud'
import encrypted from './jarm-encrypted'
import exp from './jarm-exp'
import innerParams from './jarm-inner-params'
import iss from './jarm-iss'
import kid from './jarm-kid'
import modeTransport from './jarm-mode-transport'
import onlyResponse from './jarm-only-response'
import signature from './jarm-signature'
import state from './jarm-state'

export const rules = [
  iss,
  aud,
  exp,
  signature,
  alg,
  kid,
  state,
  innerParams,
  onlyResponse,
  modeTransport,
  encrypted,
] as const
