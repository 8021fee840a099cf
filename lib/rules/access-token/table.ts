import { textIn } from '@/lib/model/json'
import { isProfiled, requiredClaims } from '../at-reading'
import type { Artefacts } from '../artefacts'
import { finding, members, sameIssuer } from '../builders'
import { notObserved, type CheckResult } from '../rule'

const on = 'access-token'

const required = members({
  id: 'at-required-claims',
  on,
  about: 'payload',
  refs: ['RFC9068-2.2'],
  names: () => requiredClaims,
  within: ({ jwt }) => (isProfiled(jwt) ? jwt.payload : null),
})

/** The claims that RFC 9068 and RFC 7519 define as strings. */
const strings = ['iss', 'sub', 'client_id', 'jti'] as const

function withTypes(found: CheckResult, { jwt }: Artefacts[typeof on]): CheckResult {
  if (found === undefined || found === notObserved) return found
  const mistyped = strings.filter((name) => {
    const value = jwt.payload?.[name]
    return value !== undefined && typeof value !== 'string'
  })
  return [...found, ...mistyped.map((name) => finding('type', name, 'string'))]
}

export const table = [
  {
    ...required,
    check: (artefact: Artefacts[typeof on]) => withTypes(required.check(artefact), artefact),
  },
  sameIssuer({
    id: 'at-iss',
    on,
    about: 'iss',
    refs: ['RFC9068-4'],
    seen: ({ jwt }) => (isProfiled(jwt) ? (textIn(jwt.payload, 'iss') ?? undefined) : undefined),
    expected: ({ context }) => context.issuer,
  }),
] as const
