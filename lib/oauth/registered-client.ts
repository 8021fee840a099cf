import type { JsonObject } from '@/lib/model/json'

/**
 * How a registration request is written: as JSON, or as a JWS with the media type that an ecosystem uses.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.1)
 */
export const registrationForms = ['json', 'jose', 'jwt'] as const

export type RegistrationForm = (typeof registrationForms)[number]

/** What authorizes a registration: nothing, an initial access token, or the browser's client certificate. */
export const registrationAccesses = ['none', 'token', 'certificate'] as const

export type RegistrationAccess = (typeof registrationAccesses)[number]

/** How a client was registered. It contains no secret: tokens and the software statement are in memory only. */
export interface RegisteredClient {
  /** `registration_client_uri`; null if the server returned none. */
  readonly clientUri: string | null
  /** Milliseconds since the epoch. */
  readonly registeredAt: number
  /** When the client was last read; null if it never was. */
  readonly readAt: number | null
  readonly form: RegistrationForm
  readonly access: RegistrationAccess
  /** `aud` of a signed request. */
  readonly audience: string
  /** The registered metadata without secrets, as last returned. */
  readonly members: JsonObject
  /** When the software statement was issued and expires, in seconds since the epoch; null if it is not known. */
  readonly statement: {
    readonly issuedAt: number | null
    readonly expiresAt: number | null
  } | null
}
