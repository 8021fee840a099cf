import type { SpecRef } from '@/lib/model/spec-links'

/**
 * What is wrong with the disclosures, digests or key binding of an SD-JWT, and the clause that it violates. Null: a
 * limit of Parley. Sentences: `sd_jwt_issues.<code>`.
 */
const clauses = {
  alg_type: 'RFC9901-4.1.1',
  alg_nested: 'RFC9901-4.1.1',
  alg_unknown: null,
  sd_type: 'RFC9901-4.2.4.1',
  ellipsis: 'RFC9901-4.2.4.2',
  digest_twice: 'RFC9901-7.1',
  disclosures_many: null,
  too_deep: null,
  disclosure_encoding: 'RFC9901-4.2.1',
  disclosure_json: 'RFC9901-4.2.1',
  disclosure_elements: 'RFC9901-4.2.1',
  disclosure_salt: 'RFC9901-4.2.1',
  disclosure_name: 'RFC9901-4.2.1',
  disclosure_twice: 'RFC9901-4',
  name_reserved: 'RFC9901-7.1',
  name_exists: 'RFC9901-7.1',
  not_for_object: 'RFC9901-7.1',
  not_for_array: 'RFC9901-7.1',
  unreferenced: 'RFC9901-7.1',
  last_part: 'RFC9901-4',
  kb_typ: 'RFC9901-4.3',
  kb_iat: 'RFC9901-4.3',
  kb_aud: 'RFC9901-4.3',
  kb_nonce: 'RFC9901-4.3',
  kb_sd_hash: 'RFC9901-4.3',
  kb_sd_hash_differs: 'RFC9901-7.3',
  kb_nonce_differs: 'RFC9901-7.3',
} as const satisfies Readonly<Record<string, SpecRef | null>>

export type SdJwtIssueCode = keyof typeof clauses

export interface SdJwtIssue {
  readonly code: SdJwtIssueCode
  /** Null for a limit of Parley. */
  readonly clause: SpecRef | null
  /** The position of the disclosure, from 0; null if the issue concerns no single one. */
  readonly disclosure: number | null
  readonly seen?: string
  readonly expected?: string
}

export function sdJwtIssue(
  code: SdJwtIssueCode,
  disclosure: number | null,
  seen?: string,
  expected?: string,
): SdJwtIssue {
  return {
    code,
    clause: clauses[code],
    disclosure,
    ...(seen === undefined ? {} : { seen }),
    ...(expected === undefined ? {} : { expected }),
  }
}
