import type { Issue } from '@/lib/model/issue'
import type { DiscoveryTry, FetchedDocument, MetadataForm } from '@/lib/oauth/metadata'
import type { DiscoverySource } from '@/lib/oauth/profile'
import { metadataIssues, readDocument, readPasted } from '@/lib/oauth/read-metadata'
import { isReachable, parseUrl } from '@/lib/model/url'
import { wellKnownUrls } from '@/lib/oauth/well-known-form'
import { request, type Fetch } from './http'
import type { HttpResult } from './client-context'

/**
 * The result of discovery: the document found, the issues that prevent its use, and every attempt.
 */
export interface Discovery {
  readonly document: FetchedDocument | null
  readonly issues: readonly Issue[]
  readonly tries: readonly DiscoveryTry[]
}

type Source<S extends DiscoverySource> = (
  fetch: Fetch,
  issuer: string,
  source: S,
) => Promise<Discovery>

const sources: {
  readonly [K in DiscoverySource['kind']]: Source<Extract<DiscoverySource, { kind: K }>>
} = {
  derived: (fetch, issuer) => look(fetch, issuer, wellKnownUrls(issuer)),
  url: async (fetch, issuer, { url }) => {
    const parsed = parseUrl(url)
    if (parsed && isReachable(parsed)) return look(fetch, issuer, [{ url, form: 'explicit' }])
    const code = parsed ? 'url_not_https' : 'url_not_absolute'
    return { document: null, issues: [{ code, seen: url }], tries: [] }
  },
  document: async (_, issuer, { text }) => {
    const document = readPasted(text, issuer)
    return { document, issues: metadataIssues(document), tries: [] }
  },
}

/**
 * Reads the metadata of an issuer from the source that the profile names. A document with a different
 * issuer is returned with its issue and must not be used.
 *
 * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest)
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3)
 */
export function discover(
  fetch: Fetch,
  issuer: string,
  source: DiscoverySource,
): Promise<Discovery> {
  return (sources[source.kind] as Source<DiscoverySource>)(fetch, issuer, source)
}

type Place = { readonly url: string; readonly form: MetadataForm }
type Found = Pick<Discovery, 'document' | 'issues'>

/** Tries one place after the other until a document can be used, or a response times out. */
async function look(fetch: Fetch, issuer: string, places: readonly Place[]): Promise<Discovery> {
  const found: Found[] = []
  const tries: DiscoveryTry[] = []
  for (const { url, form } of places) {
    const response = await request(fetch, url, { headers: { accept: 'application/json' } })
    const one = readResponse(response, issuer, form)
    found.push(one)
    tries.push({ url, status: one.document?.status ?? null, issues: one.issues })
    if (one.issues.length === 0) return { ...one, tries }
    if (!response.ok && response.failure === 'timeout') break
  }
  return { ...(mostSpecific(found) ?? { document: null, issues: [] }), tries }
}

/** Ranks unusable documents, the most informative first. Equal ones keep their order. */
const specificity: readonly ((found: Found) => boolean)[] = [
  ({ document }) => document?.status === 200 && document.json !== null,
  ({ document }) => document?.status === 200,
  ({ issues }) => issues.some(({ code }) => code === 'metadata_redirect'),
]

function mostSpecific(found: readonly Found[]): Found | undefined {
  const best = specificity.map((holds) => found.find(holds)).find((one) => one !== undefined)
  return best ?? found[0]
}

function readResponse(response: HttpResult, issuer: string, form: MetadataForm): Found {
  if (!response.ok) return { document: null, issues: [failureIssue(response)] }
  const document = readDocument({ ...response, issuer, form })
  return { document, issues: metadataIssues(document) }
}

/** A browser does not reveal the target of a redirect. */
function failureIssue(response: Extract<HttpResult, { ok: false }>): Issue {
  return response.failure === 'redirect'
    ? { code: 'metadata_redirect' }
    : { code: `fetch_${response.failure}`, seen: response.cause }
}
