import { textIn } from '@/lib/model/json'
import { isProfiled, requiredClaims } from '../at-reading'
import { members, sameIssuer } from '../builders'

const on = 'access-token'

export const table = [
  members({
    id: 'at-required-claims',
    on,
    about: 'payload',
    refs: ['RFC9068-2.2'],
    names: () => requiredClaims,
    within: ({ jwt }) => (isProfiled(jwt) ? jwt.payload : null),
  }),
  sameIssuer({
    id: 'at-iss',
    on,
    about: 'iss',
    refs: ['RFC9068-4'],
    seen: ({ jwt }) => (isProfiled(jwt) ? (textIn(jwt.payload, 'iss') ?? undefined) : undefined),
    expected: ({ context }) => context.issuer,
  }),
] as const
