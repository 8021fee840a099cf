import { page } from './html.ts'

type Metadata = Readonly<Record<string, unknown>>

interface Behaviour {
  readonly does: string
  /** The paths of the document; the first one becomes `discoveryUrl`. */
  readonly places?: (issuerPath: string) => readonly string[]
  /** The places respond with a 302 to this path. */
  readonly movedTo?: string
  readonly document?: (document: Metadata) => Metadata
  readonly contentType?: string
  /** The body that is sent instead of the document. */
  readonly body?: string
}

const names = {
  oidc: '/.well-known/openid-configuration',
  oauth: '/.well-known/oauth-authorization-server',
}

const usualPlaces = (path: string) => [path + names.oidc, names.oauth + path]

const withIssuer = (change: (issuer: string) => string) => (document: Metadata) => ({
  ...document,
  issuer: change(String(document['issuer'])),
})

const table = {
  usual: {
    does: 'The document is where OpenID Connect Discovery and RFC 8414 say.',
  },
  'rfc8414-inserted': {
    does: 'Only at the name of RFC 8414, between the host and the path of the issuer.',
    places: (path) => [names.oauth + path],
  },
  'rfc8414-appended': {
    does: 'Only at the name of RFC 8414, after the path of the issuer.',
    places: (path) => [path + names.oauth],
  },
  'oidc-inserted': {
    does: 'Only at the name of OpenID Connect, between the host and the path of the issuer.',
    places: (path) => [names.oidc + path],
  },
  'explicit-only': {
    does: 'At a path that cannot be derived from the issuer.',
    places: () => ['/metadata/provider.json'],
  },
  redirected: {
    does: 'The usual places answer with status 302 to another path.',
    movedTo: '/metadata/moved.json',
  },
  'content-type-wrong': {
    does: 'The document comes as text/plain.',
    contentType: 'text/plain; charset=utf-8',
  },
  'issuer-slash': {
    does: 'The issuer in the document has one slash more at its end.',
    document: withIssuer((issuer) => `${issuer}/`),
  },
  'issuer-case': {
    does: 'The issuer in the document is in capitals.',
    document: withIssuer((issuer) => issuer.toUpperCase()),
  },
  'issuer-other': {
    does: 'The document is that of another issuer.',
    document: withIssuer(() => 'https://issuer.invalid'),
  },
  huge: {
    does: 'The document has several megabytes.',
    document: (document) => ({ ...document, padding: 'x'.repeat(4 * 1024 * 1024) }),
  },
  html: {
    does: 'A page comes instead of the document, with status 200.',
    contentType: 'text/html; charset=utf-8',
    body: page('Welcome', { body: '<p>No document here.</p>' }),
  },
} satisfies Record<string, Behaviour>

export type DiscoveryName = keyof typeof table

export const discoveryBehaviours: Readonly<Record<DiscoveryName, Behaviour>> = table

interface Chosen {
  readonly discovery: DiscoveryName
  readonly issuerPath: string
}

/** The paths at which a client should look. */
export const placesOf = ({ discovery, issuerPath }: Chosen): readonly string[] =>
  (discoveryBehaviours[discovery].places ?? usualPlaces)(issuerPath)

/** The response of the server for a path: the document, a redirect to it, or not found. */
export function discoveryAt(path: string, chosen: Chosen): 'document' | { to: string } | undefined {
  const { movedTo } = discoveryBehaviours[chosen.discovery]
  if (path === movedTo) return 'document'
  if (!placesOf(chosen).includes(path)) return undefined
  return movedTo === undefined ? 'document' : { to: movedTo }
}
