import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { inUserinfo } from '../response-reading'
import { defineRule } from '../rule'

/**
 * The numbers of a person and of a company, without punctuation. Since 2026, new numbers of companies may
 * contain letters.
 */
const forms = [
  ['cpf', /^\d{11}$/],
  ['cnpj', /^[\dA-Z]{12}\d{2}$/],
] as const

/** @see [Open Finance Brasil](https://openfinancebrasil.atlassian.net/wiki/spaces/OF) */
export default defineRule({
  id: 'ui-br-cpf-cnpj',
  on: 'userinfo-response',
  about: 'cpf',
  refs: ['OFB'],
  check: (artefact) =>
    inUserinfo(artefact, (members) => {
      const sent = forms.filter(([name]) => members[name] !== undefined)
      if (sent.length === 0) return undefined
      return sent.flatMap(([name, form]) => ofNumber(name, members[name], form))
    }),
})

/** The value is personal data, so findings do not contain it. */
function ofNumber(name: string, value: unknown, form: RegExp): readonly Finding[] {
  if (typeof value !== 'string') return [finding(name, typeof value, 'string')]
  return form.test(value) ? [] : [finding(name, `${value.length} characters`)]
}
