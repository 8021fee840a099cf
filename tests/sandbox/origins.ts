import { published, type SandboxSettings } from './settings.ts'

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
  /**
   * The same application on the host of the authorization endpoint: a different port, the same site.
   */
  readonly sameSiteApp: string
  /** The back channel and the protected resource over TLS with client certificates, if chosen. */
  readonly mtls?: string
  /** The application over TLS, if chosen: one port, several names that must resolve to loopback. */
  readonly secureApp?: string
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

/**
 * The host names of the application over TLS. They do not exist: the browser must resolve them to
 * loopback, and trust the sandbox's authority.
 */
export const secureNames = {
  /** An https URL that a native app would claim; in a desktop browser an ordinary page. */
  universalLink: 'links.kira.test',
  /** Its certificate is self-signed. */
  badCertificate: 'unsigned.kira.test',
} as const

/** The address of the secure application under one of its names. */
function secureOrigin({ secureApp = '' }: Origins, name: keyof typeof secureNames): string {
  return `https://${secureNames[name]}:${new URL(secureApp).port}`
}

/** Returns the redirect URIs that all clients have registered. */
export function redirectUrisOf(origins: Origins) {
  return {
    /** A live page that shows that it received a code. */
    live: `${origins.app}/cb`,
    /** Redirects immediately, with status 302, without the code. */
    hop: `${origins.app}/cb-hop`,
    /** Redirects immediately, with status 302, to a page that gets the whole query. */
    onward: `${origins.app}/cb-onward`,
    /** Replaces its own location by script, without the code. */
    script: `${origins.app}/cb-script`,
    /** Never responds; see `app.setSilent`. */
    silent: `${origins.app}/cb-silent`,
    /** The browser-based application. */
    spa: `${origins.app}/spa`,
    /** The live page on the same site as the server. */
    sameSite: `${origins.sameSiteApp}/cb`,
    /** A loopback port without a listener. */
    dead: `${origins.dead}/cb`,
    /** A host name that never resolves. */
    unknownHost: 'https://app.dead.invalid/cb',
    customScheme: 'com.example.parley:/cb',
  } as const
}

/**
 * Returns the redirect URIs over TLS, which all clients have registered too, if the application is
 * available over TLS.
 */
export function secureRedirectUrisOf(origins: Origins) {
  if (origins.secureApp === undefined) return undefined
  return {
    universalLink: `${secureOrigin(origins, 'universalLink')}/cb`,
    badCertificate: `${secureOrigin(origins, 'badCertificate')}/cb`,
  } as const
}
