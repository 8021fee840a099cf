/** The credential that a method uses. It is stored outside the profile. */
export type ClientCredential = 'key' | 'secret' | 'certificate'

interface ClientAuthRow {
  /** Methods of one family are one choice in the form. */
  readonly family: 'key' | 'mtls' | 'secret' | 'none'
  readonly needs: ClientCredential | null
  /** The client sends a signed JWT, with the audience and lifetime set in the profile. */
  readonly sendsAssertion: boolean
}

/**
 * The client authentication methods; the first one of a family is its default.
 *
 * @see [OAuth parameters registry](https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#token-endpoint-auth-method)
 *
 * @public A test adds a row to it.
 */
export const clientAuthMethods = {
  private_key_jwt: { family: 'key', needs: 'key', sendsAssertion: true },
  tls_client_auth: { family: 'mtls', needs: 'certificate', sendsAssertion: false },
  self_signed_tls_client_auth: { family: 'mtls', needs: 'certificate', sendsAssertion: false },
  client_secret_basic: { family: 'secret', needs: 'secret', sendsAssertion: false },
  client_secret_post: { family: 'secret', needs: 'secret', sendsAssertion: false },
  client_secret_jwt: { family: 'secret', needs: 'secret', sendsAssertion: true },
  none: { family: 'none', needs: null, sendsAssertion: false },
} as const satisfies Readonly<Record<string, ClientAuthRow>>

export type ClientAuthMethod = keyof typeof clientAuthMethods
export type ClientAuthFamily = ClientAuthRow['family']

/** The properties of a method. */
export function clientAuthOf(method: ClientAuthMethod): ClientAuthRow {
  return clientAuthMethods[method]
}

/** The methods, in the order of the table. */
export function clientAuthNames(): readonly ClientAuthMethod[] {
  return Object.keys(clientAuthMethods) as ClientAuthMethod[]
}

/** The methods of a family, its default first. */
export function methodsOf(family: ClientAuthFamily): readonly ClientAuthMethod[] {
  return clientAuthNames().filter((method) => clientAuthOf(method).family === family)
}

/** The default method of a family. */
export function firstOf(family: ClientAuthFamily): ClientAuthMethod {
  return methodsOf(family)[0] ?? 'none'
}
