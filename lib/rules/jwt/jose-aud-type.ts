import { listOf } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-4.1.3) */
export default defineRule({
  id: 'jose-aud-type',
  on: 'jwt',
  about: 'aud',
  refs: ['RFC7519-4.1.3', 'RFC8725-3.9'],
  check({ jwt: { payload } }) {
    const aud = payload?.['aud']
    if (aud === undefined) return undefined
    const audiences = listOf(aud)
    if (audiences.length === 0) return [finding('empty', '[]')]
    const areTexts = audiences.every((audience) => typeof audience === 'string')
    return areTexts ? [] : [finding('type', show(aud), 'string')]
  },
})
