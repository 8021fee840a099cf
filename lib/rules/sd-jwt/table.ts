import { finding } from '../builders'
import { signatureFindings } from '../created-jwt'
import { defineRule } from '../rule'
import { judgeIssues } from '../sd-jwt-reading'

export const table = [
  defineRule({
    id: 'sd-alg-none',
    on: 'sd-jwt',
    about: 'alg',
    refs: ['RFC9901-7.1', 'RFC9901-9.1'],
    check: ({ verification }) =>
      verification.reason === 'alg-none'
        ? [finding('none', verification.seen)]
        : signatureFindings(verification),
  }),
  defineRule({
    id: 'sd-disclosure-form',
    on: 'sd-jwt',
    about: 'disclosures',
    refs: ['RFC9901-4.2', 'RFC9901-7.1'],
    check({ opened }) {
      if (!opened || opened.disclosures.length === 0) return undefined
      return judgeIssues(opened, {
        disclosure_json: 'json',
        disclosure_elements: 'length',
        not_for_object: 'length',
        not_for_array: 'length',
        disclosure_salt: 'type',
        disclosure_name: 'type',
        name_reserved: 'name',
      })
    },
  }),
  defineRule({
    id: 'sd-digest-match',
    on: 'sd-jwt',
    about: '_sd',
    refs: ['RFC9901-7.1'],
    check({ opened }) {
      if (!opened || opened.disclosures.length === 0) return undefined
      return judgeIssues(opened, { unreferenced: 'unreferenced' })
    },
  }),
  defineRule({
    id: 'sd-digest-unique',
    on: 'sd-jwt',
    about: '_sd',
    refs: ['RFC9901-7.1'],
    check({ opened }) {
      if (!opened || (opened.disclosures.length === 0 && opened.digests === 0)) return undefined
      return judgeIssues(opened, {
        digest_twice: 'repeated',
        disclosure_twice: 'repeated',
        name_exists: 'collision',
      })
    },
  }),
] as const
