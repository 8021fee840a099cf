import type { Flow } from '@/lib/flow/model/flow'
import { base64url, encodingsOf, flowWithSecrets, signed } from './shared-flow'

type Message = Flow['messages'][number]

const json = (value: unknown) => JSON.stringify(value)
const octets = (text: string) => unescape(encodeURIComponent(text))
const escapedUnits = (text: string) =>
  [...text].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
const entities = (text: string) =>
  [...text].map((unit) => `&#x${unit.codePointAt(0)?.toString(16)};`).join('')
const markup = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
const wordOnly = (text: string, write: (text: string) => string) =>
  /^\w+$/.test(text) ? write(text) : null

/** Texts with a secret in them, each with the only hint that it is one; null where the secret cannot be written. */
export const plantings: readonly (readonly [string, (secret: string) => string | null])[] = [
  ['a pair of name and value', (s) => json([{ name: 'client_secret', value: s }])],
  [
    'a pair of value and name',
    (s) => json({ a: [{ value: s, enabled: true, name: 'access_token' }] }),
  ],
  [
    'a pair of key and value',
    (s) => json({ auth: { bearer: [{ key: 'token', value: s, type: 'string' }] } }),
  ],
  ['a pair of type and value', (s) => json({ type: 'secret', value: s })],
  [
    'a header of a HAR',
    (s) =>
      json({ headers: [{ name: 'Authorization', value: `Bearer ${s.replaceAll(' ', '_')}` }] }),
  ],
  [
    'a cookie of a HAR',
    (s) => json({ cookies: [{ name: 'sid', value: s, path: '/', httpOnly: true }] }),
  ],
  ['a pair with a list of values', (s) => json({ name: 'password', values: ['x', s] })],
  ['a pair with an object', (s) => json({ key: 'client_secret', value: { current: { text: s } } })],
  [
    'an object with the name of a secret',
    (s) => json({ client_secret: { current: s, rotated: [s] } }),
  ],
  ['a list with the name of a secret', (s) => json({ refreshTokens: [s], tokens: { first: s } })],
  [
    'a number of letters as the code of a request',
    (s) => json({ code: s, grant_type: 'authorization_code' }),
  ],
  ['a code alone', (s) => wordOnly(s, (word) => json({ code: word }))],
  [
    'the name of a member',
    (s) =>
      /\d/.test(s) && !/\s/.test(s) && /^\w+$/.test(s) ? json({ active: { [s]: true } }) : null,
  ],
  ['a name with escapes', (s) => `{"client\\u005fsecret":${json(s)}}`],
  ['a text with escapes', (s) => `{"client_secret":"${escapedUnits(s)}"}`],
  [
    'a script',
    (s) => `<script>var o = {client_secret: ${json(s).replaceAll('<', '\\u003c')}}</script>`,
  ],
  [
    'a script with single quotation marks',
    (s) => wordOnly(s, (word) => `var c = {'clientSecret': '${word}'};`),
  ],
  [
    'an object with single quotation marks',
    (s) => wordOnly(s, (word) => `{'clientSecret': '${word}', 'a': 'b'}`),
  ],
  [
    'GraphQL',
    (s) => wordOnly(s, (word) => `mutation { login(user: 4, password: "${word}") { id } }`),
  ],
  [
    'GraphQL in JSON',
    (s) =>
      json({
        query: `mutation($a: ID!) { revoke(id: $a, refreshToken: ${json(s)}) }`,
        variables: { a: 1 },
      }),
  ],
  [
    'variables of GraphQL',
    (s) => json({ query: 'mutation($t: String!) { x(t: $t) }', variables: { accessToken: s } }),
  ],
  ['a log', (s) => wordOnly(s, (word) => `2026-11-30 INFO client_secret: ${word}\n`)],
  ['a setting', (s) => wordOnly(s, (word) => `spring.client-secret=${word}\nserver.port = 80\n`)],
  ['a program', (s) => wordOnly(s, (word) => `$config['client_secret'] => '${word}';`)],
  ['a sentence', (s) => wordOnly(s, (word) => `Unknown access_token: ${word}.`)],
  [
    'credentials in a sentence',
    (s) => wordOnly(s, (word) => `sent "Authorization: Bearer ${word}" to the server`),
  ],
  [
    'Basic credentials in a sentence',
    (s) => `it sent Basic ${btoa(octets(`client:${encodeURIComponent(s)}`))} again`,
  ],
  [
    'an attribute of XML',
    (s) => `<oauth xmlns="urn:x"><client secret="${markup(s)}" id="4"/></oauth>`,
  ],
  ['an attribute with single quotation marks', (s) => `<a:client clientSecret='${markup(s)}' />`],
  ['an element of XML', (s) => `<o:access_token type="x">${markup(s)}</o:access_token>`],
  [
    'an element with a key',
    (s) => `<properties><entry key="client_secret">${markup(s)}</entry></properties>`,
  ],
  ['a property of XML', (s) => `<property value="${markup(s)}" name="password"/>`],
  ['CDATA', (s) => `<access_token><![CDATA[${s}]]></access_token>`],
  ['entities', (s) => `<input name="code" value="${entities(s)}">`],
  ['a meta element', (s) => `<meta name="csrf-token" content="${markup(s)}">`],
  [
    'a multipart form',
    (s) => `--b\r\nContent-Disposition: form-data; name=client_secret\r\n\r\n${s}\r\n--b--\r\n`,
  ],
  [
    'a multipart form of several lines',
    (s) =>
      `--b\r\nContent-Disposition: form-data; filename="a"; name="password"\r\nContent-Type: text/plain\r\n\r\nline\r\n${s}\r\n--b--\r\n`,
  ],
  [
    'JSON in a multipart form',
    (s) =>
      `--b\r\nContent-Disposition: form-data; name="x"\r\nContent-Type: application/json\r\n\r\n{"client_secret": ${json(s)}}\r\n--b--\r\n`,
  ],
  [
    'a private key in PEM',
    (s) =>
      `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${btoa(octets(s.repeat(3)))}\n${s}\n-----END RSA PRIVATE KEY-----`,
  ],
  ['a short private key', (s) => `-----BEGIN PRIVATE KEY-----\n${s}\n-----END PRIVATE KEY-----`],
  [
    'a private key of OpenSSH in JSON',
    (s) => json({ pem: `-----BEGIN OPENSSH PRIVATE KEY-----\n${s}\n` }),
  ],
  ['a JWT in a JWT', (s) => signed({ inner: signed({ password: s }, 'c2ln') }, 'c2ln')],
  [
    'a list of JWTs',
    (s) =>
      json([signed({ client_secret: s }, 'c2ln'), signed({ a: { refresh_token: s } }, 'c2ln')]),
  ],
  [
    'Set-Cookie of several',
    (s) =>
      wordOnly(s, (word) =>
        json({ 'set-cookie': `a=1; Path=/, sid=${word}; HttpOnly; x=${word}` }),
      ),
  ],
  ['Set-Cookie without a name', (s) => wordOnly(s, (word) => json({ 'set-cookie': [word] }))],
  ['a URL with a password', (s) => `see https://me:${encodeURIComponent(s)}@host.example/x`],
  ['a form', (s) => `grant_type=password&username=x&password=${encodeURIComponent(s)}`],
]

/** How a text may be written in another one. */
export const wrappings: readonly (readonly [string, (text: string) => string])[] = [
  ['plain', (text) => text],
  ['percent', (text) => `next=${encodeURIComponent(text)}`],
  [
    'percent twice',
    (text) => `https://x.example/?next=${encodeURIComponent(`a=${encodeURIComponent(text)}`)}`,
  ],
  ['base64', (text) => btoa(octets(text))],
  ['base64 in lines', (text) => btoa(octets(text)).replaceAll(/.{60}/g, '$&\r\n')],
  ['base64url', (text) => base64url(text)],
  ['JSON in JSON', (text) => json({ debug: { body: text } })],
  ['UTF-16 escapes', (text) => `{"debug":"${escapedUnits(text)}"}`],
  ['HTML', (text) => `<html><pre>${markup(text)}</pre>`],
  ['entities', (text) => `<p title="${entities(text)}">x</p>`],
  ['a claim', (text) => signed({ debug: text }, 'c2ln')],
]

const { messages } = flowWithSecrets()
const [request, response, , tokenResponse, , , userinfo] =
  messages as readonly Message[] as readonly [
    Message,
    Message,
    Message,
    Message,
    Message,
    Message,
    Message,
  ]
const bare = { results: [], issues: [] } as const

/** Where a text may be in a flow. */
export const places: readonly (readonly [string, (text: string) => Message])[] = [
  ['a body', (body) => ({ ...userinfo, ...bare, body }) as Message],
  [
    'a header',
    (text) => ({ ...userinfo, ...bare, body: '', headers: [['x-debug', text]] }) as Message,
  ],
  [
    'a parameter',
    (text) =>
      ({ ...request, ...bare, url: 'https://as.example/auth', params: [['x', text]] }) as Message,
  ],
  [
    'a URL',
    (text) =>
      ({
        ...request,
        ...bare,
        params: [],
        url: `https://as.example/auth?x=${encodeURIComponent(text)}`,
      }) as Message,
  ],
  [
    'a fragment',
    (text) =>
      ({
        ...response,
        ...bare,
        params: [],
        target: `https://app.example/#x=${encodeURIComponent(text)}`,
        url: 'https://app.example/',
      }) as Message,
  ],
  [
    'Location',
    (text) =>
      ({
        ...userinfo,
        ...bare,
        body: '',
        headers: [['location', `/next?x=${encodeURIComponent(text)}`]],
      }) as Message,
  ],
  [
    'evidence',
    (text) =>
      ({
        ...tokenResponse,
        ...bare,
        body: '',
        headers: [],
        results: [
          {
            id: 'tr-token-type',
            on: 'token-response',
            of: 'message',
            about: 'x',
            outcome: 'failed',
            severity: 'fail',
            refs: [],
            findings: [{ code: 'unknown', seen: text, expected: 'x' }],
          },
        ],
      }) as Message,
  ],
  [
    'an issue',
    (text) => ({ ...userinfo, ...bare, body: '', issues: [{ code: 'x', seen: text }] }) as Message,
  ],
]

/** Every text of a value, with the names of its members. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => [name, ...textsIn(item)])
}

/** What the base64 of a longer text has of a secret, wherever it begins. */
const base64Parts = (secret: string) =>
  ['', 'a', 'ab'].map((before) => {
    const text = btoa(octets(before + secret)).replace(/=+$/, '')
    return text.slice(
      Math.ceil((before.length * 4) / 3),
      Math.floor(((before.length + octets(secret).length) * 8) / 6),
    )
  })

/** The forms of a secret that are still in an output. */
export function survivors(output: unknown, secret: string): readonly string[] {
  const all = [...textsIn(output), json(output)].join('\n')
  const forms = [
    ...encodingsOf(secret),
    escapedUnits(secret),
    entities(secret),
    ...base64Parts(secret),
  ]
  return forms.filter((form) => form.length >= 6 && all.includes(form))
}
