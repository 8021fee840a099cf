import { describe, expect, test } from 'vitest'
import { readImportFile } from '@/lib/background/import-file'
import { readPostman } from '@/lib/share/postman'

const collection = (item: readonly unknown[], more: object = {}) => {
  const read = readImportFile(JSON.stringify({ info: { name: 'Bank' }, item, ...more }))
  if (!read.ok || read.file.source === 'parley') throw new Error('not read')
  return readPostman(read.file.file)
}

const oauth2 = {
  clientId: 'c1',
  clientSecret: 's',
  client_authentication: 'body',
  authUrl: 'https://as.example/authorize',
  accessTokenUrl: 'https://as.example/token',
  redirect_uri: 'https://app.example/cb',
  scope: 'read',
}

describe('a collection of version 2.0.0', () => {
  test('has its OAuth settings in an object, and URLs as text', () => {
    const url = 'https://as.example/authorize?client_id={{id}}&response_type=code&prompt=login'
    const read = collection([{ name: 'a', request: { url, auth: { type: 'oauth2', oauth2 } } }], {
      variable: [{ id: 'id', value: 'c1' }],
    })
    expect(read.draft).toMatchObject({
      clientId: 'c1',
      issuer: 'https://as.example',
      redirectUris: ['https://app.example/cb'],
      scope: 'read',
      authorizationParams: [['prompt', 'login']],
      clientAuth: { method: 'client_secret_post' },
    })
    expect(read.clientSecret).toBe('s')
  })

  test('gives the same as version 2.1.0', () => {
    const list = Object.entries(oauth2).map(([key, value]) => ({ key, value, type: 'string' }))
    expect(collection([], { auth: { type: 'oauth2', oauth2: list } })).toEqual(
      collection([], { auth: { type: 'oauth2', oauth2 } }),
    )
  })
})

const kind = (item: readonly unknown[], variables: Readonly<Record<string, string>> = {}) => {
  const variable = Object.entries({ client_id: 'c', ...variables }).map(([key, value]) => ({
    key,
    value,
  }))
  const { ruleProfile, sendBy, requestAs, bindTokens, addScopeOpenid } = collection(item, {
    variable,
  }).draft
  return { ruleProfile, sendBy, requestAs, bindTokens, addScopeOpenid }
}

const plain = {
  ruleProfile: 'oauth2',
  sendBy: 'url',
  requestAs: 'parameters',
  bindTokens: 'nothing',
  addScopeOpenid: false,
}
const push = (params: readonly string[], name = 'push') => ({
  name,
  request: {
    url: 'https://as.example/par',
    body: { urlencoded: params.map((key) => ({ key, value: 'x' })) },
  },
})

describe('the kind of a profile', () => {
  test('is plain OAuth 2.0 if nothing says otherwise', () => {
    expect(kind([])).toEqual(plain)
  })

  test.each([
    [[push(['client_id', 'response_type'])], {}, { sendBy: 'par' }],
    [[push(['client_id', 'request'])], {}, { sendBy: 'par', requestAs: 'request-object' }],
    [[push(['client_id'], 'FAPI push')], {}, { sendBy: 'par', ruleProfile: 'fapi2' }],
    [[], { par_endpoint: 'https://as.example/p' }, { sendBy: 'par' }],
    [[], { dp_id: 'DP1' }, { ruleProfile: 'ofm', addScopeOpenid: true }],
    [[], { dpop_key: 'x' }, { bindTokens: 'dpop' }],
  ])('follows the content: %j %j', (item, variables, expected) => {
    expect(kind(item, variables)).toEqual({ ...plain, ...expected })
  })

  test('is in the report, with each setting that the file does not name', () => {
    const { added, draft } = collection([], {
      variable: [{ key: 'AS_URL', value: 'https://as.example' }],
    })
    expect(draft.issuer).toBe('https://as.example')
    expect(added).toEqual(
      expect.arrayContaining([
        { field: 'ruleProfile', value: 'oauth2', reason: 'no_rules' },
        { field: 'sendBy', value: 'url', reason: 'default' },
        { field: 'requestAs', value: 'parameters', reason: 'default' },
        { field: 'scope', value: 'openid', reason: 'default' },
        { field: 'clientAuth', value: 'private_key_jwt', reason: 'default' },
      ]),
    )
  })
})
