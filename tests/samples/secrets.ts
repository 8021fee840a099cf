import { secretNames, type Place } from '@/lib/model/credentials'

export const secretValue = 'aVeryPrivateValue42'

/** The text around the secret where the value contains more than the secret. */
const around: Readonly<Record<string, (secret: string) => string>> = {
  authorization: (secret) => `Bearer ${secret}`,
  'proxy-authorization': (secret) => `Bearer ${secret}`,
  location: (secret) => `https://app.example/cb?code=${secret}`,
  referer: (secret) => `https://app.example/cb?code=${secret}`,
}

/** A value for each row of the table that is a secret or contains one. */
export function secretsIn(place: Place): readonly (readonly [name: string, value: string])[] {
  return secretNames(place).map((name) => [name, around[name]?.(secretValue) ?? secretValue])
}
