import { expect, test } from 'vitest'
import { readRef } from '@/lib/model/spec-links'

test.each([
  ['RFC9207-2.4', 'https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4'],
  ['RFC6749-APPENDIX-A.1', 'https://www.rfc-editor.org/rfc/rfc6749.html#appendix-A.1'],
  ['OIDF-SUITE', 'https://gitlab.com/openid/conformance-suite'],
  ['OFM', null],
])('%s is %s', (ref, url) => {
  expect(readRef(ref)?.url).toBe(url)
})

test('a specification that is not known has no clause', () => {
  expect(readRef('RFC1-2')).toBeNull()
})
