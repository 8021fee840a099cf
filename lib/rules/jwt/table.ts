import type { JwtIssue, JwtIssueCode } from '@/lib/jose/types'
import { finding } from '../builders'
import { defineRule, type Rule } from '../rule'
import type { SpecRef } from '@/lib/model/spec-links'
import type { Token } from '../token-reading'

const formCodes: ReadonlySet<JwtIssueCode> = new Set([
  'empty',
  'white_space',
  'part_count',
  'part_empty',
  'padding',
  'character',
  'length',
  'trailing_bits',
])

const jsonCodes: ReadonlySet<JwtIssueCode> = new Set(['utf8', 'json', 'not_object', 'duplicate'])

/** A rule that reports issues found while decoding the token. */
function issueFree<const Id extends string>(row: {
  readonly id: Id
  readonly about: string
  readonly refs: readonly [SpecRef, ...SpecRef[]]
  readonly applies: (token: Token) => boolean
  readonly among: (issue: JwtIssue) => boolean
}): Rule<Id, 'jwt'> {
  return defineRule({
    id: row.id,
    on: 'jwt',
    about: row.about,
    refs: row.refs,
    check(token) {
      if (!row.applies(token)) return undefined
      return token.jwt.issues
        .filter(row.among)
        .map(({ part, code, seen, expected }) =>
          finding(code, [part, ...(seen === undefined ? [] : [seen])].join(': '), expected),
        )
    },
  })
}

export const table = [
  issueFree({
    id: 'jose-compact-form',
    about: 'form',
    refs: ['RFC7515-2', 'RFC7515-7.1', 'RFC7515-5.2', 'RFC7516-7.1'],
    applies: ({ jwt }) => !jwt.issues.some(({ code }) => code === 'too_large'),
    among: ({ code }) => formCodes.has(code),
  }),
  issueFree({
    id: 'jose-header-json',
    about: 'header',
    refs: ['RFC7515-4', 'RFC7515-5.2', 'RFC8725-3.7'],
    applies: ({ jwt }) => jwt.header !== null || hasJson('header', jwt.issues),
    among: ({ part, code }) => part === 'header' && jsonCodes.has(code),
  }),
  issueFree({
    id: 'jose-claims-json',
    about: 'payload',
    refs: ['RFC7519-4', 'RFC7519-7.2'],
    applies: ({ jwt }) => jwt.payload !== null || hasJson('payload', jwt.issues),
    among: ({ part, code }) => part === 'payload' && jsonCodes.has(code),
  }),
] as const

/** Whether the part was decoded, so that its JSON could be parsed. */
function hasJson(part: JwtIssue['part'], issues: readonly JwtIssue[]): boolean {
  return issues.some((issue) => issue.part === part && jsonCodes.has(issue.code))
}
