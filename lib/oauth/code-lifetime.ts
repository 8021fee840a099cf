/** How long a code lives, in milliseconds, and whether nobody said so. */
export interface CodeLife {
  readonly ms: number
  readonly assumed: boolean
}

/** No response says how long its code lives: the longest that FAPI 2.0 allows, in seconds. */
const assumedSeconds = 60

/**
 * The lifetime of a code: as the profile has it, in seconds, else 60 s, which is then assumed.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 */
export function codeLifeOf(codeLifetime: number | null): CodeLife {
  return { ms: (codeLifetime ?? assumedSeconds) * 1000, assumed: codeLifetime === null }
}
