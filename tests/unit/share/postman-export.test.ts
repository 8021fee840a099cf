import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { readImportFile } from '@/lib/background/import-file'
import { formats } from '@/lib/share/formats'
import { readPostman } from '@/lib/share/postman'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { safeHead, texts } from '../../samples/report'
import { encodingsOf, flowWithSecrets, planted } from '../../samples/shared-flow'

const flow: Flow = {
  ...flowWithSecrets(),
  issuer: 'https://as.example',
  clientId: 'tpp-7f3a91',
  redirectUris: ['https://app.example/cb'],
}

function written(format: 'postman' | 'postman_environment', mode: 'safe' | 'complete'): string {
  const flows = mode === 'safe' ? redactFlows([flow], defaultRedaction).flows : [flow]
  const head = { ...safeHead, mode }
  return formats[format].write({ flows, head, reports: () => [], texts, language: 'en' })
}

interface Environment {
  readonly values: readonly {
    readonly key: string
    readonly value: string
    readonly type: string
  }[]
}

const environmentIn = (mode: 'safe' | 'complete') =>
  JSON.parse(written('postman_environment', mode)) as Environment

const namesIn = (text: string) =>
  new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))

describe('a Postman collection', () => {
  test('has each call, with variables for secrets', () => {
    const { info, item } = JSON.parse(written('postman', 'complete')) as {
      readonly info: { readonly schema: string }
      readonly item: readonly { readonly name: string; readonly request: object }[]
    }
    expect(info.schema).toMatch(/v2\.1\.0/)
    expect(item.map(({ name }) => name)).toEqual(
      flow.messages.map(({ kind }) => kind).filter((kind) => kind.endsWith('-request')),
    )
    expect(item.find(({ name }) => name === 'token-request')?.request).toMatchObject({
      method: 'POST',
      url: { raw: 'https://as.example/token' },
      header: expect.arrayContaining([
        { key: 'authorization', value: 'Basic {{client_credentials}}' },
      ]),
      body: {
        mode: 'urlencoded',
        urlencoded: expect.arrayContaining([
          { key: 'code', value: '{{code}}' },
          { key: 'client_secret', value: '{{client_secret}}' },
          { key: 'redirect_uri', value: 'https://app.example/cb' },
        ]),
      },
    })
  })

  test.each(['safe', 'complete'] as const)('uses only variables of its environment: %s', (mode) => {
    const names = namesIn(written('postman', mode))
    expect(names.size).toBeGreaterThan(2)
    const defined = new Set(environmentIn(mode).values.map(({ key }) => key))
    expect([...names].filter((name) => !defined.has(name ?? ''))).toEqual([])
  })
})

describe('a Postman environment', () => {
  test('has empty secrets in a safe file, and their values in a complete one', () => {
    const secrets = environmentIn('safe').values.filter(({ type }) => type === 'secret')
    expect(secrets.length).toBeGreaterThan(2)
    expect(secrets.every(({ value }) => value === '')).toBe(true)
    expect(environmentIn('complete').values).toContainEqual(
      expect.objectContaining({ key: 'client_secret', value: planted.secret, type: 'secret' }),
    )
  })

  test('is read by the Postman import', () => {
    for (const mode of ['safe', 'complete'] as const) {
      const read = readImportFile(written('postman_environment', mode))
      if (!read.ok || read.file.source !== 'postman-environment') throw new Error('not read')
      const { draft, clientSecret } = readPostman(read.file.file)
      expect(draft).toMatchObject({
        issuer: 'https://as.example',
        clientId: 'tpp-7f3a91',
        redirectUris: ['https://app.example/cb'],
      })
      expect(clientSecret).toBe(mode === 'safe' ? null : planted.secret)
    }
  })
})

test('no secret is in a safe file of either kind', () => {
  const files = written('postman', 'safe') + written('postman_environment', 'safe')
  const found = Object.values(planted).flatMap((value: string) =>
    encodingsOf(value).filter((form) => files.includes(form)),
  )
  expect(found).toEqual([])
})
