import { published } from './settings.ts'
import type { SandboxSettings } from './settings.ts'

/** The origins of one running sandbox, spread as those of the real server are. */
export interface Origins {
  /** Issuer and authorization endpoint. */
  readonly authorization: string
  /** Token, PAR, userinfo, introspection and revocation endpoints. */
  readonly backChannel: string
  readonly jwks: string
  readonly registration: string
  /** The application that receives the authorization response. */
  readonly app: string
  /** The back channel and the protected resource over TLS with client certificates, where chosen. */
  readonly mtls?: string
  /** Nothing listens here. */
  readonly dead: string
}

/** Returns the discovery members that are URLs, for the given origins. */
export function endpointsOf(origins: Origins, { issuerPath }: Pick<SandboxSettings, 'issuerPath'>) {
  const { paths } = published
  const backChannelAt = (origin: string) => ({
    token_endpoint: origin + paths.token,
    revocation_endpoint: origin + paths.revocation,
    introspection_endpoint: origin + paths.introspection,
    pushed_authorization_request_endpoint: origin + paths.pushed_authorization_request,
    userinfo_endpoint: origin + paths.userinfo,
  })
  return {
    issuer: origins.authorization + issuerPath,
    authorization_endpoint: origins.authorization + issuerPath + paths.authorization,
    registration_endpoint: origins.registration + paths.registration,
    jwks_uri: origins.jwks + paths.jwks,
    ...backChannelAt(origins.backChannel),
    mtls_endpoint_aliases: backChannelAt(origins.mtls ?? origins.backChannel),
  }
}

/** Returns the redirect URIs that both clients have registered. */
export function redirectUrisOf(origins: Origins) {
  return {
    /** A live page that shows that it got a code. */
    live: `${origins.app}/cb`,
    /** Redirects on at once, by status 302, without the code. */
    hop: `${origins.app}/cb-hop`,
    /** Replaces its own location by script, without the code. */
    script: `${origins.app}/cb-script`,
    /** A loopback port on which nothing listens. */
    dead: `${origins.dead}/cb`,
    /** A host name that never resolves. */
    unknownHost: 'https://app.dead.invalid/cb',
    customScheme: 'com.example.parley:/cb',
  } as const
}
