import { textIn, type JsonObject } from '@/lib/model/json'
import type { Spec } from '@/lib/model/rule-profiles'
import { rowForBody } from '../bodies'
import { finding } from '../builders'
import { defineRule } from '../rule'

interface Directory {
  readonly name: string
  readonly pattern: RegExp
}

/** The directories that issue software statements. Brazil and the United Kingdom have one for each environment. */
const directories: Readonly<Partial<Record<Spec, Directory>>> = {
  UK: { name: 'OpenBanking Ltd', pattern: /\bopen ?banking\b/i },
  BR: { name: '… SSA issuer', pattern: /\bSSA issuer$/i },
  CDR: { name: 'cdr-register', pattern: /^cdr-register$/ },
}

/** Claims that name the software itself. */
const ofSoftware = ['software_id', 'software_client_id', 'client_id'] as const

export default defineRule({
  id: 'ss-iss',
  on: 'software-statement',
  about: 'iss',
  refs: ['RFC7591-2.3', 'CDS'],
  check({ jwt: { payload }, context: { ruleProfile, clientId } }) {
    if (!payload) return undefined
    const iss = textIn(payload, 'iss')
    if (!iss) return [finding('missing')]
    const directory = rowForBody(ruleProfile, directories)
    const isKnown = directory === undefined || directory.pattern.test(iss)
    return isKnown && !isSelf(iss, payload, clientId)
      ? []
      : [finding('unknown', iss, directory?.name)]
  },
})

/** Whether the client attests to its own claims. */
function isSelf(iss: string, payload: JsonObject, clientId: string | null): boolean {
  return iss === clientId || ofSoftware.some((name) => payload[name] === iss)
}
