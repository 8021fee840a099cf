import { ruleProfiles, type RuleProfile, type Spec } from '@/lib/model/rule-profiles'
import { finding } from '../builders'
import { inSuccess } from '../response-reading'
import { defineRule } from '../rule'

interface Limits {
  readonly atLeast: number
  readonly atMost: number
}

/** The lifetimes of access tokens that an ecosystem specifies, in seconds. A shorter one is safer in Malaysia. */
const limits: Readonly<Partial<Record<Spec, Limits>>> = {
  OFM: { atLeast: 1, atMost: 600 },
  BR: { atLeast: 300, atMost: 900 },
  CDR: { atLeast: 120, atMost: 600 },
}

function limitsOf(profile: RuleProfile): Limits | undefined {
  const specs: readonly Spec[] = ruleProfiles[profile]
  return specs.flatMap((spec) => limits[spec] ?? [])[0]
}

/**
 * The lifetime is within the limits of the ecosystem.
 *
 * @see [Consumer Data Standards](https://consumerdatastandardsaustralia.github.io/standards/#security-profile)
 */
export default defineRule({
  id: 'tr-expires-in-profile',
  on: 'token-response',
  about: 'expires_in',
  refs: ['CDS', 'OFB', 'OFM', 'OIDF-SUITE', 'RFC6749-5.1'],
  check: ({ message, context }) =>
    inSuccess(message, ({ expires_in: value }) => {
      const ofProfile = limitsOf(context.ruleProfile)
      if (!ofProfile || typeof value !== 'number' || value <= 0) return undefined
      const { atLeast, atMost } = ofProfile
      if (value > atMost) return [finding('long', String(value), `≤ ${atMost}`)]
      return value < atLeast ? [finding('short', String(value), `≥ ${atLeast}`)] : []
    }),
})
