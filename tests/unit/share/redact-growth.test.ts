import { workOf } from '../work'
import { expect, test } from 'vitest'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { flowWith } from '../../samples/held'
import { flowWithSecrets } from '../../samples/shared-flow'

const tokens = (length: number) =>
  JSON.stringify(
    Array.from({ length: length / 100 }, (_, at) => ({
      access_token: `secret-${at}-9f8a7b6c5d`,
      text: `see secret-${at}-9f8a7b6c5d %41 &amp; +`,
    })),
  )

/** Bodies on which a careless reader takes too long. */
const bodies: readonly (readonly [name: string, body: (length: number) => string])[] = [
  ['many secrets', tokens],
  ['beginnings of tokens', (length) => 'eyJ.'.repeat(length / 4)],
  ['deep objects', (length) => '{"a":'.repeat(length / 5)],
  ['pairs inside pairs', (length) => '{"name":"password","value":'.repeat(length / 27)],
  ['a form', (length) => 'a=b&'.repeat(length / 4)],
  ['percent-encodings', (length) => '%2541'.repeat(length / 5)],
  ['percent signs', (length) => '%'.repeat(length)],
  ['fields without an end', (length) => '<input name='.repeat(length / 12)],
  ['fields', (length) => '<input name="code" value="abcdefgh">'.repeat(length / 36)],
  ['elements without an end', (length) => '<access_token><![CDATA['.repeat(length / 23)],
  ['JSON in text without an end', (length) => `x ${'{"a": ['.repeat(length / 7)}`],
  ['keys without an end', (length) => '-----BEGIN PRIVATE KEY-----'.repeat(length / 27)],
  ['quotation marks', (length) => `password = "\\"`.repeat(length / 14)],
  [
    'parts of a form',
    (length) => 'Content-Disposition: form-data; name="a"\n\n'.repeat(length / 42),
  ],
  ['base64 in lines', (length) => `${'YWJj'.repeat(19)}\n`.repeat(length / 77)],
  ['cookies', (length) => `Set-Cookie: ${'a=b,'.repeat(length / 4)}`],
]

const work = (body: string) => {
  const message = { ...flowWithSecrets().messages[6], body, results: [] }
  return workOf(() => redactFlows([flowWith([message as never])], defaultRedaction))
}

test.each(bodies)('twice as long, %s take about twice the work', async (_, body) => {
  await work(body(4000))
  expect(await work(body(16_000))).toBeLessThan(2.6 * (await work(body(8000))))
})
