import { allowInsecureRequests, customFetch, discoveryRequest } from 'oauth4webapi'
import type { Issue } from '@/lib/oauth/issue'
import type { FetchedDocument, MetadataForm } from '@/lib/oauth/metadata'
import { metadataIssues, readDocument } from '@/lib/oauth/read-metadata'
import { request, type Fetch, type HttpAnswer } from './http'

/** What discovery came to: the document that answered, and why it cannot be used, if so. */
export interface Discovery {
  readonly document: FetchedDocument | null
  readonly issues: readonly Issue[]
}

const forms = [
  ['oidc', 'oidc'],
  ['oauth', 'oauth2'],
] as const satisfies readonly (readonly [MetadataForm, 'oidc' | 'oauth2'])[]

/**
 * Reads the metadata of an issuer, in the form of OpenID Connect Discovery first and of RFC 8414
 * where that does not answer. A document of another issuer is given back with its issue, never used.
 *
 * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest)
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3)
 */
export async function discover(fetch: Fetch, issuer: string): Promise<Discovery> {
  const tried: Discovery[] = []
  for (const [form, algorithm] of forms) {
    const answer = await ask(fetch, issuer, algorithm)
    const found = readAnswer(answer, issuer, form)
    if (found.issues.length === 0) return found
    tried.push(found)
  }
  return tried.find(isPublished) ?? tried[0] ?? { document: null, issues: [] }
}

/** A document that was meant as an answer: errors come as JSON too. */
function isPublished({ document }: Discovery): boolean {
  return document?.status === 200 && document.json !== null
}

async function ask(
  fetch: Fetch,
  issuer: string,
  algorithm: 'oidc' | 'oauth2',
): Promise<HttpAnswer> {
  let answer: HttpAnswer | undefined
  await discoveryRequest(new URL(issuer), {
    algorithm,
    [allowInsecureRequests]: true,
    [customFetch]: async (url, { headers }) => {
      answer = await request(fetch, url, { headers })
      return new Response()
    },
  })
  return answer ?? { ok: false, url: issuer, failure: 'unreachable', cause: '' }
}

function readAnswer(answer: HttpAnswer, issuer: string, form: MetadataForm): Discovery {
  if (!answer.ok)
    return {
      document: null,
      issues: [{ code: `fetch_${answer.failure}`, seen: answer.cause, expected: answer.url }],
    }
  const document = readDocument({ ...answer, issuer, form })
  return { document, issues: metadataIssues(document) }
}
