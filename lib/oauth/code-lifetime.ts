/** The lifetime of a code in milliseconds, and whether it was only assumed. */
export interface CodeLife {
  readonly ms: number
  readonly assumed: boolean
}

/** Seconds. No response reports the lifetime of its code, so this is the maximum that FAPI 2.0 allows. */
const assumedSeconds = 60

/**
 * The lifetime of a code. `codeLifetime` is the value of the profile in seconds; if it is null, 60 seconds
 * are assumed.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 */
export function codeLifeOf(codeLifetime: number | null): CodeLife {
  return { ms: (codeLifetime ?? assumedSeconds) * 1000, assumed: codeLifetime === null }
}
