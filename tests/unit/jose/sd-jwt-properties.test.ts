import fc from 'fast-check'
import { base64url } from 'jose'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { sha256Of } from '@/lib/jose/hashes'
import { checkKeyBinding } from '@/lib/jose/key-binding'
import { openSdJwt } from '@/lib/jose/sd-jwt'
import type { SdJwtIssue } from '@/lib/jose/sd-jwt-issues'
import type { JsonObject } from '@/lib/model/json'

const codes = (issues: readonly SdJwtIssue[]) => issues.map(({ code }) => code)
const disclosure = (...elements: readonly unknown[]) => base64url.encode(JSON.stringify(elements))

describe('properties', () => {
  const names = fc
    .string({ minLength: 1, maxLength: 8 })
    .filter((name) => !['_sd', '...', '_sd_alg', '__proto__', 'nested', 'list'].includes(name))
  // JSON has one zero.
  const values = fc
    .jsonValue({ maxDepth: 2 })
    .filter(isPlain)
    .map((made) => JSON.parse(JSON.stringify(made)) as unknown)
  const claimSet = fc.dictionary(names, values, { maxKeys: 6 })

  test('what an issuer hides comes back, and only what is disclosed', async () => {
    await fc.assert(
      fc.asyncProperty(claimSet, claimSet, fc.array(fc.boolean()), async (open1, hidden, kept) => {
        const visible = Object.fromEntries(
          Object.entries(open1).filter(([name]) => !Object.hasOwn(hidden, name)),
        )
        const all = Object.entries(hidden).map(([name, value]) => ({
          name,
          value,
          text: disclosure('salt', name, value),
        }))
        const shown = all.filter((_, index) => kept[index] ?? true)
        const hiddenDigests = await Promise.all(all.map(({ text }) => sha256Of(text)))
        const list = await Promise.all(
          shown.map(async ({ value }, at) => {
            const text = disclosure(`salt ${at}`, value)
            return { text, item: { '...': await sha256Of(text) } }
          }),
        )
        const payload = {
          ...visible,
          nested: { _sd: hiddenDigests },
          list: list.map((each) => each.item),
        }
        const disclosures = [...shown, ...list].map(({ text }) => text)
        const sdJwt = decodeJwt(
          `e30.e30.AA~${disclosures.map((text) => `${text}~`).join('')}`,
        ).sdJwt
        const opened = await openSdJwt(sdJwt!, payload)
        expect(opened.issues).toEqual([])
        expect(opened.withheld).toBe(all.length - shown.length)
        expect(opened.processed).toEqual({
          ...visible,
          nested: Object.fromEntries(shown.map(({ name, value }) => [name, value])),
          list: shown.map(({ value }) => value),
        })
      }),
    )
  })

  test('nothing makes it throw', async () => {
    const parts = fc.array(
      fc.oneof(
        fc.string(),
        fc.jsonValue().map((value) => base64url.encode(JSON.stringify(value))),
      ),
    )
    const payloads = fc.dictionary(
      fc.constantFrom('_sd', '...', '_sd_alg', 'a', '__proto__'),
      fc.jsonValue(),
    )
    await fc.assert(
      fc.asyncProperty(parts, payloads, fc.string(), async (disclosures, payload, keyBinding) => {
        const sdJwt = { disclosures, keyBinding, presented: 'x' }
        const { issues, processed } = await openSdJwt(sdJwt, payload)
        expect(issues.length > 0).toBe(processed === null)
        await checkKeyBinding(sdJwt, payload, null)
      }),
    )
  })

  test('disclosures in disclosures are followed once and to a limited depth', async () => {
    let inner: unknown = 'end'
    const disclosures: string[] = []
    for (let depth = 0; depth < 900; depth += 1) {
      const text = disclosure(String(depth), 'a', inner)
      disclosures.push(text)
      inner = { _sd: [await sha256Of(text)] }
    }
    const opened = await openSdJwt(
      { disclosures, keyBinding: null, presented: '' },
      inner as JsonObject,
    )
    expect(codes(opened.issues)).toContain('too_deep')
    expect(opened.issues.length).toBeLessThanOrEqual(100)
  })

  test('a token of the maximum size is read in one pass', async () => {
    const text = `e30.e30.AA~${'a~'.repeat(500_000)}`
    const { sdJwt } = decodeJwt(text)
    expect(sdJwt?.disclosures).toHaveLength(1001)
    const opened = await openSdJwt(sdJwt!, { _sd: Array.from({ length: 50_000 }, () => 'x') })
    expect(opened.issues).toHaveLength(100)
    expect(opened.disclosures).toHaveLength(1000)
  })
})

/** Values in which no member could be mistaken for a digest. */
function isPlain(value: unknown): boolean {
  return !/"(?:_sd|_sd_alg|\.\.\.|__proto__)"/.test(JSON.stringify(value))
}
