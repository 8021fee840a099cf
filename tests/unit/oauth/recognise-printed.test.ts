import { describe, expect, test } from 'vitest'
import { workOf } from '../work'
import { recognise } from '@/lib/oauth/recognise'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = `${encode({ alg: 'PS256' })}.${encode({ iss: 'https://as.example' })}.c2ln`
const url = 'https://app.example/cb?code=SplxlO&state=af0ifj'
const codeAndState = [
  ['code', 'SplxlO'],
  ['state', 'af0ifj'],
]

describe('an authorization response', () => {
  test.each([
    ['an object of JavaScript', "{ code: 'SplxlO', state: `af0ifj` }"],
    ['an object of several lines', "{\n  code: 'SplxlO',\n  state: 'af0ifj',\n};"],
    ['a dictionary of Python', "{'code': 'SplxlO', 'state': 'af0ifj'}"],
    ['a map of Java', '{code=SplxlO, state=af0ifj}'],
    ['a hash of Ruby', '{:code=>"SplxlO", :state=>"af0ifj"}'],
    ['lines with colons', 'code: SplxlO\nstate: af0ifj'],
    ['lines with tabs and quotes', 'code\t"SplxlO"\r\nstate\t"af0ifj"'],
    ['lines with equals signs', 'code=SplxlO\nstate=af0ifj'],
    ['a name and its value in two lines', 'code\nSplxlO\nstate\naf0ifj'],
    ['a link of Markdown', `[the redirect](${url})`],
    ['a link of a chat', `<${url}|the redirect>`],
    ['a quoted header', `Location:"${url}"`],
    ['a header as JSON', `{"location": "${url}", "status": 302}`],
    ['parameters after others', '&code=SplxlO&state=af0ifj'],
  ])('in %s', (_, text) => {
    expect(recognise(text)).toMatchObject({ kind: 'response', params: codeAndState })
  })

  test.each([
    '<form method="post" action="https://app.example/cb"><input type="hidden" name="code" value="c&amp;1"/><input type="hidden" name="state" value="s"/></form>',
    "<html><body onload='document.forms[0].submit()'>\n<FORM ACTION='https://app.example/cb'>\n<INPUT value=c&amp;1 NAME=code><INPUT NAME='state' VALUE='s'></FORM>",
  ])('in the form of a page: %s', (text) => {
    expect(recognise(text)).toMatchObject({
      kind: 'response',
      responseMode: 'form',
      target: 'https://app.example/cb',
      params: [
        ['code', 'c&1'],
        ['state', 's'],
      ],
    })
  })

  test('a query that was wrapped after a name is one text', () => {
    expect(recognise('code=SplxlO&sta\nte=af0ifj')).toMatchObject({ params: codeAndState })
  })
})

describe('what belongs to a different place', () => {
  test.each([
    ['file_pasted', '{"log":{"version":"1.2","entries":[]}}'],
    ['file_pasted', '{"info":{"name":"c"},"item":[]}'],
    ['file_pasted', '{"name":"e","values":[]}'],
    ['file_pasted', '{"parley":"flows","version":1}'],
    ['key_pasted', '-----BEGIN PRIVATE KEY-----\nMIG\n-----END PRIVATE KEY-----'],
  ])('%s: %s', (code, text) => {
    expect(recognise(text)).toEqual({ kind: 'unknown', issues: [{ code }] })
  })
})

describe('objects that are not JSON', () => {
  test.each([
    "{ request_uri: 'urn:ietf:params:oauth:request_uri:a', expires_in: 60 }",
    "{'request_uri': 'urn:ietf:params:oauth:request_uri:a', 'expires_in': 60}",
    'request_uri: urn:ietf:params:oauth:request_uri:a\nexpires_in: 60',
  ])('a PAR response: %s', (text) => {
    const requestUri = 'urn:ietf:params:oauth:request_uri:a'
    expect(recognise(text)).toMatchObject({ kind: 'par-response', requestUri, expiresIn: 60 })
  })

  test('a token response', () => {
    expect(recognise(`{ access_token: '${jwt}', token_type: 'Bearer' }`)).toMatchObject({
      kind: 'tokens',
      from: 'token-response',
      tokens: [{ name: 'access_token', text: jwt }],
    })
  })

  test('a token in the fragment of a decoding website', () => {
    expect(recognise(`https://jwt.example/#token=${jwt}`)).toMatchObject({
      kind: 'tokens',
      tokens: [{ text: jwt }],
    })
  })

  const parts = [
    '<input ',
    '<form x=" ',
    'code: ',
    '{a:',
    "'a'=>",
    '[x](',
    '<a|',
    'a\tb\n',
    '{a=1,',
  ]
  test.each(parts)('repetitions of %s are read in linear time', async (part) => {
    const once = await workOf(() => recognise(part.repeat(10_000)))
    expect(await workOf(() => recognise(part.repeat(20_000)))).toBeLessThan(2.5 * once)
  })
})
