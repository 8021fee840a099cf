import { readImportFile } from '@/lib/background/import-file'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import { readCertificates } from '@/lib/jose/certificate'
import { emptyContext } from '@/lib/facts/judging-context'
import { judgeDocument } from '@/lib/judge/judge-message'
import { readPasted } from '@/lib/oauth/read-metadata'
import { recognise } from '@/lib/oauth/recognise'
import { wellKnownUrls } from '@/lib/oauth/well-known-form'
import { readPostman } from '@/lib/share/postman'
import { app, browser, metadata, reset, withProfile } from '../background/harness'
import { encode, jwt, longResponses, observe } from '../background/long-responses'
import { issuer, page, redirectUri } from '../flow/browser'
import { posted } from '../flow/network'

/** A text of some length in characters that Parley reads. */
export interface Growing {
  readonly name: string
  /** Prepares the text and everything around it. What it gives reads the text once. */
  readonly prepare: (length: number) => Promise<() => unknown>
}

type Text = (length: number) => string

const times = (part: string, length: number) => part.repeat(Math.ceil(length / part.length))
const listOf = (length: number, part: (index: number) => string, between = ',') => {
  const parts: string[] = []
  for (let left = length; left > 0;) {
    const next = part(parts.length)
    parts.push(next)
    left -= next.length + between.length
  }
  return parts.join(between)
}

/** JSON on which a careless reader takes too long. */
const documents: readonly (readonly [name: string, text: Text])[] = [
  [
    'duplicates in a long path',
    (length) => `{"${'n'.repeat(length / 2)}":{${listOf(length / 2, () => '"a":1')}}}`,
  ],
  [
    'many duplicates in a long path',
    (length) => `{"${'n'.repeat(length / 2)}":{${listOf(length / 2, (at) => `"${at >> 1}":1`)}}}`,
  ],
  ['many members', (length) => `{${listOf(length, (at) => `"member${at}":"v"`)}}`],
  ['many duplicates', (length) => `{${listOf(length, (at) => `"member${at >> 1}":"v"`)}}`],
  ['deep nesting', (length) => `{"a":${'['.repeat(length / 2)}${']'.repeat(length / 2)}}`],
  ['deep objects', (length) => `{${times('"a":{', length)}`],
  ['many lines', (length) => `{"a":1,${'\n'.repeat(length)}x`],
  ['a long string without an end', (length) => `{"a":"${'\\"'.repeat(length / 2)}`],
]

const privileged = { alg: 'none', kid: 'k' }

/** Tokens on which a careless reader takes too long. */
const tokens: readonly (readonly [name: string, text: Text])[] = [
  ...documents.map(
    ([name, text]) =>
      [`claims of ${name}`, (length: number) => jwt(privileged, text(length * 0.7))] as const,
  ),
  ['tildes', (length) => `${jwt(privileged, '{}')}${'~'.repeat(length)}`],
  ['disclosures', (length) => `${jwt(privileged, '{}')}~${times('WyJzYWx0IiwiYSIsMV0~', length)}`],
  ['dots', (length) => `ey${'.'.repeat(length)}`],
  ['blanks', (length) => `ey${' '.repeat(length)}x`],
  ['quotes', (length) => `"${' "'.repeat(length / 2)}x`],
  [
    'a chain of certificates',
    (length) => header(length, (size) => ({ x5c: filled(size, () => 'MIIB'.repeat(64)) })),
  ],
  [
    'critical headers',
    (length) => header(length, (size) => ({ crit: filled(size, (at) => `x${at}`) })),
  ],
  ['a kid of words', (length) => header(length, (size) => ({ kid: times('or x union ', size) }))],
  [
    'audiences',
    (length) => jwt(privileged, JSON.stringify({ aud: filled(length * 0.7, (at) => `a${at}`) })),
  ],
]

function filled(size: number, part: (at: number) => string): readonly string[] {
  return JSON.parse(`[${listOf(size, (at) => JSON.stringify(part(at)))}]`) as string[]
}

function header(length: number, members: (size: number) => object): string {
  return jwt({ alg: 'RS256', ...members(length * 0.7) }, '{"iss":"https://auth.example"}')
}

const details = (length: number, field: string) =>
  `[${listOf(length, (at) => JSON.stringify({ type: 't', [field]: `v${at}`, same: ['a', 'b'] }))}]`

/** A call to the token endpoint that a page makes, seen in DevTools. */
const calls: readonly (readonly [name: string, entry: (length: number) => NetworkEntry])[] = [
  ...documents.map(
    ([name, text]) =>
      [`a token response of ${name}`, (length: number) => tokenCall(text(length))] as const,
  ),
  [
    'a token request of many parameters',
    (length) =>
      posted(
        'token',
        {
          grant_type: 'authorization_code',
          client_id: 'tpp',
          ...Object.fromEntries(Array.from({ length: length / 12 }, (_, at) => [`p${at}`, 'v'])),
        },
        {},
        { at: 500 },
      ),
  ],
  [
    'a long challenge',
    (length) => tokenCall('{}', { 'www-authenticate': times('DPoP realm="a", ', length) }),
  ],
  ['a long cookie', (length) => tokenCall('{}', { 'set-cookie': times('a=b; ', length) })],
  ['a long media type', (length) => tokenCall('{}', { 'content-type': times('jwt ;', length) })],
  [
    'other authorization details',
    (length) =>
      posted(
        'token',
        {
          grant_type: 'client_credentials',
          client_id: 'tpp',
          authorization_details: details(length / 2, 'asked'),
        },
        `{"access_token":"a","token_type":"Bearer","authorization_details":${details(length / 2, 'granted')}}`,
        { at: 500 },
      ),
  ],
  [
    'a scope of many words',
    (length) => tokenCall(JSON.stringify({ scope: listOf(length, (at) => `s${at}`, ' ') })),
  ],
]

function tokenCall(body: string, answerHeaders: Readonly<Record<string, string>> = {}) {
  const sent = { grant_type: 'authorization_code', client_id: 'tpp', code: 'c1' }
  return posted('token', sent, body, { at: 500, answerHeaders })
}

const responses: readonly (readonly [name: string, query: Text])[] = [
  ...longResponses,
  ...documents.map(
    ([name, text]) =>
      [
        `a JARM of ${name}`,
        (length: number) => `response=${jwt({ alg: 'none' }, text(length * 0.7))}`,
      ] as const,
  ),
  ['many parameters', (length) => `code=c&${listOf(length, (at) => `p${at}=v`, '&')}`],
  ['percent-encodings', (length) => `code=c&state=${times('%25%E0%A4', length)}`],
  ['plus signs', (length) => `code=c&state=${'+'.repeat(length)}`],
  ['line breaks', (length) => `code=c&iss=${times('%0A', length)}x`],
]

/** A text that someone pastes. */
const pasted: readonly (readonly [name: string, text: Text])[] = [
  ...documents,
  ['blanks', (length) => `a${' '.repeat(length)}a`],
  ['line breaks', (length) => `HTTP/1.1 200 OK\n${times('a: b\n', length)}`],
  ['blank lines', (length) => `HTTP/1.1 200 OK\n${times(' \n', length)}x`],
  ['proxies', (length) => times('HTTP/1.1 100 Continue\n\n', length)],
  ['headers without an end', (length) => times('HTTP/1.1 100 Continue\na', length)],
  ['quotes', (length) => `"${'"'.repeat(length)}x`],
  ['colons', (length) => `a${':'.repeat(length)}\nx`],
  ['a request_uri with a line break', (length) => `a:${'/:'.repeat(length / 2)}\n`],
  ['request_uris', (length) => times('urn:ietf:params:oauth:request_uri:', length)],
  ['a curl command', (length) => `curl ${times("-H 'a: b' ", length)}`],
  ['a curl command with data', (length) => `curl https://a.example ${times('-d a=b ', length)}`],
  ['a curl command with carets', (length) => `curl https://a.example ^\n ${'^'.repeat(length)}`],
  ['a curl command with slashes', (length) => `curl https://a.example ^\n "${'\\'.repeat(length)}`],
  ['a curl command with ticks', (length) => `curl https://a.example \`\n ${'`'.repeat(length)}`],
  ['a curl command with quotes', (length) => `curl https://a.example ${"'".repeat(length)}`],
  ['comments before a curl command', (length) => times('# a\n', length)],
  ['a form', (length) => listOf(length, (at) => `p${at}=v`, '&')],
  ['a URL with a long path', (length) => `https://a.example/${'a/'.repeat(length / 2)}?code=c`],
]

const jwks = (length: number) =>
  `{"keys":[${listOf(length, () => '{"kty":"EC","kid":"k","crv":"P-256"}')}]}`

const keyWithMembers = (length: number) =>
  `{"keys":[${listOf(length, (at) => JSON.stringify({ kty: 'RSA', kid: 'k', n: `AQAB${at}`, e: 'AQAB' }))}]}`

const postmanFile = (length: number) =>
  JSON.stringify({
    info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [],
    variable: Array.from({ length: length / 40 }, (_, at) => ({ key: `v${at}`, value: '{{a}}' })),
  })

/** All inputs from outside, each with the functions that process it. */
export const hostile: readonly Growing[] = [
  ...responses.map(([name, query]) => ({
    name: `a response of ${name}`,
    prepare: async (length: number) => {
      await newBrowser()
      const text = query(length)
      return () => observe(app, text)
    },
  })),
  {
    name: 'a form of many parameters',
    prepare: async (length) => {
      await newBrowser()
      const form = Array.from({ length: length / 12 }, (_, at) => [`p${at}`, 'v'] as const)
      const request = { ...page, webRequestId: '1', tabId: 7, at: 1, method: 'POST' } as const
      return () =>
        app.observe({
          kind: 'request',
          ...request,
          initiator: issuer,
          url: redirectUri,
          form: [['code', 'c'], ...form],
        })
    },
  },
  ...tokens.map(([name, text]) => ({
    name: `a token of ${name}`,
    prepare: async (length: number) => {
      await newBrowser()
      const token = text(length)
      return () =>
        app.handlers.tokenInspect({
          text: token,
          flowId: null,
          nonce: null,
          jwks: null,
          payload: null,
          kind: null,
          anyKey: false,
        })
    },
  })),
  ...[jwks, keyWithMembers].map((keys, index) => ({
    name: `a JWKS of many keys with one kid, ${index}`,
    prepare: async (length: number) => {
      await newBrowser()
      const text = `${encode('{"alg":"RS256","kid":"k"}')}.${encode('{}')}.AAAA`
      const given = keys(length)
      return () =>
        app.handlers.tokenInspect({
          text,
          flowId: null,
          nonce: null,
          jwks: given,
          payload: null,
          kind: null,
          anyKey: false,
        })
    },
  })),
  {
    name: 'the keys of an issuer with one kid',
    prepare: async (length) => {
      await newBrowser()
      const text = keyWithMembers(length)
      browser.state.answers.set(metadata.jwks_uri, () => new Response(text))
      const [profile] = await browser.ports.profiles.getValue()
      return () => app.handlers.jwksRead({ profileId: profile?.id ?? '', again: true })
    },
  },
  ...documents.map(([name, text]) => ({
    name: `a metadata document of ${name}`,
    prepare: async (length: number) => {
      const body = text(length)
      return () => {
        const document = readPasted(body, issuer)
        return judgeDocument(document, { ...emptyContext(0), ruleProfile: 'ofm' })
      }
    },
  })),
  ...calls.map(([name, entry]) => ({
    name,
    prepare: async (length: number) => {
      await newBrowser()
      const seen = entry(length)
      return () => app.handlers.networkSeen({ tabId: 7, entries: [seen] })
    },
  })),
  ...pasted.map(([name, text]) => ({
    name: `a pasted text of ${name}`,
    prepare: async (length: number) => {
      const paste = text(length)
      return () => recognise(paste)
    },
  })),
  {
    name: 'an issuer of slashes',
    prepare: async (length) => {
      const text = `https://a.example${'/'.repeat(length)}\nx`
      return () => wellKnownUrls(text)
    },
  },
  {
    name: 'a Postman file of many variables',
    prepare: async (length) => {
      const text = postmanFile(length)
      return () => {
        const read = readImportFile(text)
        return read.ok && read.file.source !== 'parley' && readPostman(read.file.file)
      }
    },
  },
  {
    name: 'certificates of a key',
    prepare: async (length) => {
      const text = `[${listOf(length, () => '"MIIBMIIB"')}]`
      return () => readCertificates(text, { kty: 'RSA' })
    },
  },
]

async function newBrowser(): Promise<void> {
  reset()
  browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
    Response.json({ ...metadata, token_endpoint: `${issuer}/token` }),
  )
  await withProfile()
}
