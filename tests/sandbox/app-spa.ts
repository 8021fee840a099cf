import { asJson } from './html.ts'
import type { endpointsOf } from './origins.ts'

/** The browser-based application's configuration for the server and itself. */
export interface SpaConfiguration {
  readonly endpoints: ReturnType<typeof endpointsOf>
  readonly clientId: string
  readonly redirectUri: string
}

/**
 * The script of the page: PKCE, a pushed request, a code exchange with a DPoP proof, and UserInfo,
 * all by `fetch`. State that must survive the redirects is in `sessionStorage`.
 */
const code = `
const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const encodeJson = (value) => encode(new TextEncoder().encode(JSON.stringify(value)))
const sha256 = async (text) => encode(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
const random = () => encode(crypto.getRandomValues(new Uint8Array(32)))
const ec = { name: 'ECDSA', namedCurve: 'P-256' }

const show = (state, value) => {
  document.getElementById('result').textContent = JSON.stringify(value, null, 2)
  document.body.dataset.state = state
}

async function prove(jwk, method, url, accessToken) {
  const { kty, crv, x, y } = jwk
  const key = await crypto.subtle.importKey('jwk', jwk, ec, false, ['sign'])
  const claims = { jti: random(), htm: method, htu: url, iat: Math.floor(Date.now() / 1000) }
  if (accessToken) claims.ath = await sha256(accessToken)
  const input = encodeJson({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }) + '.' + encodeJson(claims)
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new TextEncoder().encode(input))
  return input + '.' + encode(signature)
}

async function post(url, parameters, headers = {}) {
  const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(parameters) })
  return response.json()
}

async function start() {
  const { privateKey } = await crypto.subtle.generateKey(ec, true, ['sign', 'verify'])
  const kept = { verifier: random(), state: random(), jwk: await crypto.subtle.exportKey('jwk', privateKey) }
  sessionStorage.setItem('kept', JSON.stringify(kept))
  const pushed = await post(endpoints.pushed_authorization_request_endpoint, {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state: kept.state,
    nonce: random(),
    code_challenge: await sha256(kept.verifier),
    code_challenge_method: 'S256',
  })
  if (!pushed.request_uri) return show('failed', pushed)
  location.assign(endpoints.authorization_endpoint + '?' + new URLSearchParams({ client_id: clientId, request_uri: pushed.request_uri }))
}

async function finish(response) {
  const kept = JSON.parse(sessionStorage.getItem('kept') ?? '{}')
  if (!response.has('code') || response.get('state') !== kept.state) return show('failed', Object.fromEntries(response))
  const { token_endpoint, userinfo_endpoint } = endpoints
  const tokens = await post(token_endpoint, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code: response.get('code'),
    redirect_uri: redirectUri,
    code_verifier: kept.verifier,
  }, { dpop: await prove(kept.jwk, 'POST', token_endpoint) })
  if (!tokens.access_token) return show('failed', tokens)
  const userInfo = await fetch(userinfo_endpoint, {
    headers: {
      authorization: 'DPoP ' + tokens.access_token,
      dpop: await prove(kept.jwk, 'GET', userinfo_endpoint, tokens.access_token),
    },
  })
  show('done', await userInfo.json())
}

document.getElementById('start').addEventListener('click', () => void start())
const query = new URLSearchParams(location.search)
if (query.has('code') || query.has('error')) void finish(query)
if (query.has('go')) void start()
`

/**
 * The page of a browser-based application, which needs a wide server with `cors`. It starts after a
 * click on `#start`, or by itself as `/spa?go`. At the end `data-state` of the body is `done` or
 * `failed`, and `#result` shows UserInfo or the error response.
 */
export const spaPage = ({ endpoints, clientId, redirectUri }: SpaConfiguration) => ({
  body: `<button id="start" type="button">Connect my bank</button>
<pre id="result"></pre>
<script type="module">
const { endpoints, clientId, redirectUri } = ${asJson({ endpoints, clientId, redirectUri })}
${code}</script>`,
})
