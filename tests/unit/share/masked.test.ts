import { describe, expect, test } from 'vitest'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { formEncode } from '@/lib/model/url'
import { formats, type FormatId } from '@/lib/share/formats'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { reportFor, safeHead, texts } from '../../samples/report'
import { secretsIn, secretValue } from '../../samples/secrets'
import { flowWithSecrets, signed } from '../../samples/shared-flow'

const base = flowWithSecrets()
const sent = base.messages.find(({ kind }) => kind === 'token-request')!
const received = base.messages.find(({ kind }) => kind === 'token-response')!

/** The formats in which the secret is found, among all files of a flow with only this message. */
function leaking(message: object): readonly string[] {
  const flow = { ...base, tokens: [], messages: [message as OAuthMessage] }
  const { flows } = redactFlows([flow], defaultRedaction)
  const input = {
    flows,
    head: safeHead,
    reports: () => flows.map((each) => reportFor(each)),
    texts,
    language: 'en',
  }
  return (Object.keys(formats) as readonly FormatId[]).filter((id) =>
    formats[id].write(input).includes(secretValue),
  )
}

describe('no file without secrets has', () => {
  test.each(secretsIn('parameter'))('the parameter %s', (name, value) => {
    const params: Params = [[name, value]]
    expect(leaking({ ...sent, headers: [], params, body: formEncode(params) })).toEqual([])
    const url = `https://as.example/x?${formEncode(params)}`
    expect(leaking({ ...sent, headers: [], params: [], body: '', url })).toEqual([])
  })

  test.each(secretsIn('header'))('the header %s', (name, value) => {
    expect(leaking({ ...sent, params: [], body: '', headers: [[name, value]] })).toEqual([])
    expect(leaking({ ...received, body: '', headers: [[name, value]] })).toEqual([])
  })

  test.each(secretsIn('member'))('the member %s', (name, value) => {
    const json = { [name]: value }
    for (const each of [json, { data: { items: [json] } }, [json]])
      expect(leaking({ ...received, body: JSON.stringify(each) })).toEqual([])
    expect(leaking({ ...received, body: JSON.stringify(json).slice(0, -2) })).toEqual([])
  })

  test.each(secretsIn('claim'))('the claim %s', (name, value) => {
    const body = JSON.stringify({ id_token: signed({ [name]: value }, 'c2ln') })
    const token = signed({ [name]: value }, 'c2ln')
    expect(leaking({ ...received, body })).toEqual([])
    expect(leaking({ ...received, body: token })).toEqual([])
  })
})

test('a value that is not secret is in every format that has messages', () => {
  const found = leaking({ ...sent, headers: [['x-note', secretValue]], params: [], body: '' })
  expect(found).toEqual(expect.arrayContaining(['flow_file', 'html', 'markdown', 'har']))
})
