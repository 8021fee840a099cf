import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPostman } from '@/lib/share/postman'
import type { PostmanFile } from '@/lib/share/postman-file'

const pem = '-----BEGIN PRIVATE KEY-----\n+IIEvQ+\nMIIE/+\n-----END PRIVATE KEY-----'

const entries = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value, enabled: true }))

const file = (
  variables: Readonly<Record<string, string>>,
  more: Partial<PostmanFile> = {},
): PostmanFile => ({
  name: 'Bank',
  variables: entries(variables),
  requests: [],
  scripts: [],
  ...more,
})

const request = (url: string, params: Readonly<Record<string, string>>) => ({
  name: url,
  url,
  params: entries(params),
})

describe('an environment', () => {
  test('gives client, server, redirect_uri, secret and key', () => {
    const read = readPostman(
      file({
        clientId: 'tpp',
        bank_client_secret: 's3cret',
        discoveryUrl: '{{host}}/.well-known/openid-configuration',
        host: 'https://auth.example',
        redirectUrl: 'https://app.example/cb',
        token_endpoint: 'https://as.example/token',
        signingKey: pem,
        kid: 'sig-1',
        access_token: 'at',
        state: 'x',
        other: '1',
        scope: '',
        authorization_details: '{{missing}}',
      }),
    )
    expect(read.draft).toMatchObject({
      name: 'Bank',
      clientId: 'tpp',
      issuer: 'https://auth.example',
      discovery: { kind: 'derived' },
      redirectUris: ['https://app.example/cb'],
      clientAuth: { method: 'private_key_jwt' },
    })
    expect(read.clientSecret).toBe('s3cret')
    expect(read.keys).toEqual([{ name: 'signingKey', text: pem, kid: 'sig-1', alg: null }])
    expect(JSON.stringify([read.draft, read.taken, read.left])).not.toMatch(/IIE|s3cret/)
    expect(Object.fromEntries(read.left.map(({ name, code }) => [name, code]))).toEqual({
      token_endpoint: 'in_metadata',
      access_token: 'token',
      state: 'fresh',
      other: 'unknown',
      host: 'unknown',
      scope: 'empty',
      authorization_details: 'unresolved',
    })
    expect(read.taken).toContainEqual({ name: 'redirectUrl', field: 'redirectUris' })
  })

  test('a discovery URL of a different form is kept beside the issuer', () => {
    const url = 'https://auth.example/.well-known/openid-configuration/bank_x'
    const read = readPostman(
      file({ client_id: 'c', issuer: 'https://bank.example', discovery: url }),
    )
    expect(read.draft).toMatchObject({
      issuer: 'https://bank.example',
      discovery: { kind: 'url', url },
    })
  })

  test('endpoints alone become the metadata where they are enough', () => {
    const all = {
      client_id: 'c',
      authorization_endpoint: 'https://auth.example/a',
      token_endpoint: 'https://as.example/t',
      jwks_uri: 'https://as.example/j',
    }
    const { draft, taken } = readPostman(file(all))
    expect(draft.issuer).toBe('https://auth.example')
    expect(draft.discovery.kind === 'document' && JSON.parse(draft.discovery.text)).toEqual({
      issuer: 'https://auth.example',
      authorization_endpoint: all.authorization_endpoint,
      token_endpoint: all.token_endpoint,
      jwks_uri: all.jwks_uri,
    })
    expect(taken).toContainEqual({ name: 'authorization_endpoint', field: 'issuer' })
  })

  test('a variable that is switched off is named and left', () => {
    const read = readPostman({
      ...file({ issuer: 'https://a.example' }),
      variables: [{ name: 'client_id', value: 'c', enabled: false }],
    })
    expect(read.left).toContainEqual({ name: 'client_id', code: 'disabled' })
  })

  test('a secret without a key is how the client authenticates', () => {
    const read = readPostman(file({ client_id: 'c', client_secret: 's' }))
    expect(read.draft.clientAuth.method).toBe('client_secret_basic')
  })
})

describe('a collection', () => {
  test('what is sent goes before variables, and what is not known is sent along', () => {
    const read = readPostman(
      file(
        { client_id: 'variable', provider_code: 'bank_x', bank: 'DP1' },
        {
          requests: [
            request('https://as.example/par', {
              client_id: 'sent',
              redirect_uri: 'https://app.example/cb',
              response_type: 'code',
              scope: 'openid accounts',
              dp_id: '{{bank}}',
              state: '{{$guid}}',
            }),
            request('https://as.example/token', {
              grant_type: 'authorization_code',
              code: '{{code}}',
              software: 'x',
            }),
            request('https://as.example/token', {
              grant_type: 'client_credentials',
              scope: 'other',
            }),
            request('https://auth.example/.well-known/openid-configuration', {}),
          ],
        },
      ),
    )
    expect(read.draft).toMatchObject({
      clientId: 'sent',
      issuer: 'https://auth.example',
      scope: 'openid accounts',
      authorizationParams: [['dp_id', 'DP1']],
      tokenParams: [
        ['software', 'x'],
        ['provider_code', 'bank_x'],
      ],
    })
    expect(read.left).not.toContainEqual({ name: 'scope', code: 'several' })
  })

  test.each([
    ['in backticks', `const key = \`${pem}\`;`],
    ['with escaped lines', `const key = "${pem.replaceAll('\n', String.raw`\n`)}"`],
    [
      'joined',
      pem
        .split('\n')
        .map((line) => `'${line}\\n'`)
        .join(' +\n  '),
    ],
  ])('a key in a script, %s', (_, script) => {
    expect(readPostman(file({ client_id: 'c' }, { scripts: [script] })).keys).toEqual([
      { name: 'script', text: pem, kid: null, alg: null },
    ])
  })
})

test('whatever a file holds, it is read', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('client_id', 'issuer', 'discovery', 'key', 'grant_type', '__proto__', 'scope'),
  )
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('{{client_id}}', '{{__proto__}}', pem, '{"kty":"d"}'),
  )
  const variables = fc.array(fc.record({ name, value, enabled: fc.boolean() }))
  fc.assert(
    fc.property(
      fc.record({
        name: fc.string(),
        variables,
        requests: fc.array(fc.record({ name, url: value, params: variables })),
        scripts: fc.array(value),
      }),
      (any) => {
        expect(readPostman(any).draft.id).toBeNull()
      },
    ),
  )
})
