import cpfCnpj from './ui-br-cpf-cnpj'
import claims from './ui-claims'
import contentType from './ui-content-type'
import jwtIssAud from './ui-jwt-iss-aud'
import jwtSignature from './ui-jwt-signature'
import ofmClaims from './ui-ofm-claims'
import subMatch from './ui-sub-match'

export const rules = [
  contentType,
  subMatch,
  jwtIssAud,
  jwtSignature,
  claims,
  ofmClaims,
  cpfCnpj,
] as const
