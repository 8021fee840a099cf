import type { Cause } from './cause'

/** Causes among the findings about requests to endpoints and their responses. */
export const requestCauses: readonly Cause[] = [
  {
    primary: [['par-client-id', 'differs']],
    covers: [['ro-client-id', 'differs'], ['ro-iss'], ['ca-iss-sub']],
    acrossParts: true,
  },
  {
    primary: [['par-request-object-only']],
    covers: [['par-params-complete', 'missing'], ['ro-params-complete']],
    sameSubject: true,
    acrossParts: true,
  },
  {
    primary: [['par-params-complete', 'missing']],
    covers: [['ro-params-complete']],
    sameSubject: true,
    acrossParts: true,
  },
  {
    primary: [['par-request-object-required']],
    covers: [['par-params-complete', 'missing']],
  },
  { primary: [['ca-alg']], covers: [['par-client-auth', 'secret']], acrossParts: true },
  { primary: [['reg-redirect-uris']], covers: [['reg-statement', 'redirect_uri']] },
  { primary: [['par-dpop-binding']], covers: [['dpop-key-binding']], acrossParts: true },
  {
    primary: [['par-expires-in-profile']],
    covers: [['par-expires-in-min'], ['par-expires-in-max']],
  },
  {
    primary: [['dv-error', 'status']],
    covers: [['tr-status', 'differs', 'success']],
  },
  { primary: [['dv-error', 'unknown']], covers: [['tr-error-code', 'unknown']] },
  { primary: [['tr-scope', 'wider']], covers: [['te-response', 'wider']] },
  {
    primary: [
      ['idt-encrypted', 'rsa1_5'],
      ['jarm-encrypted', 'rsa1_5'],
      ['ro-jwe', 'rsa1_5'],
    ],
    covers: [['jose-jwe-alg', 'rsa1_5']],
  },
  {
    primary: [['idt-s-hash']],
    covers: [['ar-uk-s-hash-needed']],
    acrossParts: true,
  },
]
