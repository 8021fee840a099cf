import type { Cause } from './cause'

/** A signature cannot be verified if its form, its algorithm or its key is wrong. */
export const signedCauses: readonly Cause[] = [
  { primary: [['ps-form']], covers: [['ps-header', 'missing'], ['ps-crit'], ['ps-signature']] },
  { primary: [['ps-header', 'missing']], covers: [['ps-crit', 'missing', 'absent']] },
  { primary: [['ps-b64', 'type', 'not_critical']], covers: [['ps-signature']] },
  {
    primary: [['ps-alg'], ['ps-kid'], ['ps-crit', 'unknown']],
    covers: [['ps-signature', 'unverifiable', 'none']],
  },
  {
    primary: [['sb-alg'], ['sb-kid', 'missing', 'unknown']],
    covers: [['sb-signature', 'unverifiable', 'none']],
  },
  { primary: [['jose-alg-present'], ['jose-alg-none']], covers: [['sb-alg'], ['sb-signature']] },
  { primary: [['jose-numeric-date']], covers: [['sb-iat', 'type', 'outside']], sameSubject: true },
  { primary: [['jose-aud-type']], covers: [['sb-aud', 'differs']] },
  {
    primary: [['jose-kid-lookup']],
    covers: [
      ['sb-kid', 'unknown'],
      ['sb-signature', 'unverifiable'],
    ],
  },
  { primary: [['hs-form']], covers: [['hs-signature']] },
  {
    primary: [['hs-alg'], ['hs-keyid', 'unknown']],
    covers: [['hs-signature', 'unverifiable']],
  },
]
