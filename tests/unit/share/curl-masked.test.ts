import { describe, expect, test } from 'vitest'
import { toCurl, type CurlRequest } from '@/lib/share/curl'
import { secretsIn, secretValue } from '../../samples/secrets'

const request: CurlRequest = {
  method: 'POST',
  url: 'https://as.example/token',
  headers: [],
  body: '',
  params: [],
  certificate: false,
}

/** The variable that replaces the secret, unless the secret itself is requested. */
function variableFor(part: Partial<CurlRequest>): string | undefined {
  const masked = toCurl({ ...request, ...part }, { secrets: false, shell: 'posix' })
  const open = toCurl({ ...request, ...part }, { secrets: true, shell: 'posix' })
  const [, name] = /^# export (\w+)=''$/m.exec(masked) ?? []
  const isHidden = !masked.includes(secretValue) && masked.includes(`"$${name}"`)
  return isHidden && open.includes(secretValue) ? name : undefined
}

describe('as cURL', () => {
  test.each(secretsIn('parameter'))('the parameter %s is a variable', (name, value) => {
    const pair = new URLSearchParams([[name, value]]).toString()
    const variable = name.toUpperCase().replaceAll('-', '_')
    expect(variableFor({ body: pair, params: [[name, value]] })).toBe(variable)
    expect(variableFor({ body: `a=b&&${pair}`, params: [[name, value]] })).toBe(variable)
    expect(variableFor({ url: `https://as.example/x?a=b&${pair}` })).toBe(variable)
    expect(variableFor({ body: JSON.stringify({ [name]: value }), params: [[name, value]] })).toBe(
      variable,
    )
    expect(variableFor({ body: JSON.stringify([{ [name]: value }]) })).toBe(variable)
  })

  test.each(secretsIn('header'))('the header %s is a variable', (name, value) => {
    expect(variableFor({ headers: [[name, value]] })).toBeDefined()
  })
})
