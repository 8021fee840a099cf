import { render } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { RawTab } from '@/components/panel/message/raw-tab'
import { plainText, rawLines, secretCount } from '@/components/panel/message/raw-text'
import { bullets } from '@/lib/model/masking'
import { parRequest, proof, requestObject, secrets, tokenRequest, tokenResponse } from './own-flow'
import { code, failed, parResponse, request, response } from './sample'

describe('rawLines', () => {
  test('masks the code in the Location of a redirect until it is revealed', () => {
    const lines = rawLines(response)
    expect(secretCount(lines)).toBe(1)
    expect(plainText(lines, false)).toBe(
      `HTTP 303\nLocation: ${response.url.replace(code, bullets)}`,
    )
    expect(plainText(lines, true)).toContain(code)
  })

  test('masks every code, in a form and in a fragment too', () => {
    const twice = [
      ['code', 'one'],
      ['code', 'two'],
    ] as const
    const form = rawLines({ ...response, responseMode: 'form', params: twice, method: 'POST' })
    expect(plainText(form, false)).toBe(
      `POST https://app.example/cb\n\ncode=${bullets}&code=${bullets}`,
    )
    const fragment = { ...response, url: 'https://app.example/cb#code=abc', via: 'pasted' } as const
    expect(plainText(rawLines(fragment), false)).toBe(`https://app.example/cb#code=${bullets}`)
  })

  test('masks tokens in a JSON body', () => {
    const body = '{\n  "access_token": "a\\"b",\n  "expires_in": 60\n}'
    const text = plainText(rawLines({ ...parResponse, body }), false)
    expect(text).toContain(`"access_token": "${bullets}",`)
    expect(text).toContain('HTTP 201\ncache-control: no-store\n\n{')
  })

  test('masks what a request of Parley proves itself with, but not its proof', () => {
    const push = plainText(rawLines(parRequest), false)
    expect(push).not.toContain(secrets.assertion)
    expect(push).not.toContain(requestObject)
    const token = plainText(rawLines(tokenRequest), false)
    expect(token).toContain(`authorization: Basic ${bullets}\nDPoP: ${proof}`)
    expect(token).toContain(`code=${bullets}&code_verifier=${bullets}`)
    expect(plainText(rawLines(tokenRequest), true)).toContain(secrets.verifier)
  })

  test('masks all tokens of an answer, and its cookies', () => {
    const cookie = ['set-cookie', 'sid=one; Path=/'] as const
    const text = plainText(rawLines({ ...tokenResponse, headers: [cookie] }), false)
    for (const secret of [secrets.access, secrets.refresh, secrets.idToken, 'sid=one'])
      expect(text).not.toContain(secret)
    expect(text).toContain('HTTP 200')
  })

  test('leaves a request as it was', () => {
    expect(plainText(rawLines(request), false)).toBe(`GET ${request.url}`)
  })

  test('takes what no one should send', () => {
    const odd = { ...request, method: 'POST', params: [['\uD800', '\uDC00']] as const }
    expect(() => rawLines(odd)).not.toThrow()
  })
})

test('a failed check marks the line of the JWT that it is about, not a member of the same name', () => {
  const body = '{\n  "id_token": "a.b.c",\n  "exp": 1,\n  "scope": "openid"\n}'
  const about = { ...failed, on: 'jwt', of: 'id_token', about: 'exp' } as const
  const results = [about, { ...failed, about: 'Cache-Control' }]
  const message = { ...tokenResponse, headers: [['cache-control', 'x']] as const, body, results }
  const { container } = render(<RawTab message={message} />)
  const marked = [...container.querySelectorAll('.is-mark')].map((line) => line.textContent)
  expect(marked).toHaveLength(2)
  expect(marked[0]).toMatch(/^cache-control/)
  expect(marked[1]).toContain('"id_token"')
})
