import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Fault, ResponseParameters } from './faults.ts'
import { unescapeHtml } from './html.ts'
import type { Claims, ServerKeys } from './keys.ts'
import { isSigned, respellIdToken, respellJwt } from './respell.ts'

/** An authorization response that is about to leave the server. */
export interface FrontResponse {
  readonly redirectUri: string
  readonly container: 'query' | 'fragment' | 'form'
  readonly parameters: ResponseParameters
}

/** The destination of a browser with a response: a URL, or a form that is posted to one. */
export type Destination =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'form'
      readonly url: string
      readonly fields: ResponseParameters
      /** The encoding that the form is sent in. */
      readonly charset: string
    }

const containers = { '?': 'query', '#': 'fragment' } as const

function readLocation(location: string, redirectUri: string): FrontResponse | undefined {
  const mark = location.slice(redirectUri.length, redirectUri.length + 1)
  if (!location.startsWith(redirectUri) || (mark !== '?' && mark !== '#')) return undefined
  const text = location.slice(redirectUri.length + 1)
  return { redirectUri, container: containers[mark], parameters: [...new URLSearchParams(text)] }
}

const hiddenInput = /<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g

function readForm(html: string, redirectUri: string): FrontResponse | undefined {
  const parameters = [...html.matchAll(hiddenInput)].map(
    ([, name = '', value = '']) => [unescapeHtml(name), unescapeHtml(value)] as const,
  )
  return parameters.length > 0 ? { redirectUri, container: 'form', parameters } : undefined
}

/**
 * Reads the authorization response from a response of oidc-provider; undefined for any other page.
 */
export function readFrontResponse(ctx: KoaContextWithOIDC): FrontResponse | undefined {
  const redirectUri = ctx.oidc.params?.['redirect_uri']
  if (typeof redirectUri !== 'string') return undefined
  const location = String(ctx.res.getHeader('location') ?? '')
  if (location !== '') return readLocation(location, redirectUri)
  const isForm = typeof ctx.body === 'string' && ctx.body.includes('Submitting Callback')
  return isForm ? readForm(String(ctx.body), redirectUri) : undefined
}

type Respell = NonNullable<Fault['response']>

/** The claims of a JARM response that are not parameters of the response. */
const ofJwt: ReadonlySet<string> = new Set(['aud', 'exp', 'iat', 'nbf', 'jti'])

/** Changes the parameters inside a JARM response; if a name repeats, the last value is kept. */
function respellClaims(claims: Claims, respell: Respell): Claims {
  const entries = Object.entries(claims)
  const parameters = entries.flatMap(([name, value]) =>
    ofJwt.has(name) ? [] : [[name, String(value)] as const],
  )
  return {
    ...Object.fromEntries(entries.filter(([name]) => ofJwt.has(name))),
    ...Object.fromEntries(respell(parameters)),
  }
}

const same: Respell = (parameters) => parameters

/** Changes the parameters of a response, inside its JARM response if that is only signed. */
function respellParameters(
  parameters: ResponseParameters,
  respell: Respell,
  keys: ServerKeys,
): ResponseParameters {
  const [only] = parameters
  if (only?.[0] !== 'response') return respell(parameters)
  if (respell === same || !isSigned(only[1])) return parameters
  return [['response', respellJwt(only[1], (claims) => respellClaims(claims, respell), keys)]]
}

/** Applies a fault to a response. */
export async function spoilResponse(
  response: FrontResponse,
  { response: respell = same, outer = same, idToken }: Fault,
  keys: ServerKeys,
): Promise<FrontResponse> {
  const changed = outer(respellParameters(response.parameters, respell, keys))
  const parameters = await Promise.all(
    changed.map(async ([name, value]) => {
      const respelt = name === 'id_token' && idToken
      return [name, respelt ? await respellIdToken(value, idToken, keys) : value] as const
    }),
  )
  return { ...response, parameters }
}

/** Writes a response as the URL or the form that carries it. */
export function destinationOf(
  { redirectUri, container, parameters }: FrontResponse,
  { encoded = (text: string) => text, charset = 'utf-8', inBoth = false }: Fault,
): Destination {
  const text = encoded(new URLSearchParams(parameters.map((pair) => [...pair])).toString())
  const both = `${redirectUri}?${text}#${text}`
  if (container === 'form') {
    const url = inBoth ? `${redirectUri}?${text}` : redirectUri
    return { kind: 'form', url, fields: parameters, charset }
  }
  const mark = container === 'query' ? '?' : '#'
  return { kind: 'url', url: inBoth ? both : redirectUri + mark + text }
}
