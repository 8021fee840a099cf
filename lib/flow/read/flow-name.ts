import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import { maxNameLength, type FlowName, type FlowNaming } from '@/lib/flow/model/flow-name'
import { cutText } from '@/lib/model/text-bound'
import { consentIn, consentLeaves } from '@/lib/oauth/consent'

/** What a profile requests unless the tester changes it. */
export interface UsualRequest {
  readonly scope: string
  readonly authorizationDetails: string
}

type Named = Pick<Flow, 'name' | 'negativeTest' | 'requested' | 'profileId' | 'clientId' | 'issuer'>

/** What a flow is called. `usual` is null for a flow without a profile. */
export function namingOf(flow: Named, usual: UsualRequest | null): FlowNaming {
  const found = readers.map((read) => read(flow, usual)).find((naming) => naming !== null)
  const naming = found ?? ({ from: 'unknown', text: '' } as const)
  return naming.from === 'unknown'
    ? naming
    : { ...naming, text: cutText(naming.text, maxNameLength) }
}

type Reader = (flow: Named, usual: UsualRequest | null) => FlowNaming | null

/** The most specific name first. */
const readers: readonly Reader[] = [
  ({ name }) => given('given', name),
  ({ negativeTest }) =>
    negativeTest
      ? {
          from: 'negative-test',
          text: negativeTest.isBaseline ? 'baseline' : negativeTest.step,
        }
      : null,
  ({ requested }, usual) => (usual ? difference(requested, usual) : null),
  ({ requested }) => {
    const { permissions, types } = consentIn(requested.authorizationDetails)
    if (permissions.length === 0) return given('type', types.join(', '))
    return { from: 'consent', text: types.join(', '), permissions: permissions.length }
  },
  // The flows of a profile all have the same client.
  ({ requested, profileId }) => (profileId === null ? null : given('scope', requested.scope)),
  ({ clientId }) => given('client', clientId),
  ({ requested }) => given('scope', requested.scope),
  ({ issuer }) => given('server', issuer),
]

function given(
  from: 'given' | 'type' | 'scope' | 'client' | 'server',
  text: string | null | undefined,
): FlowNaming | null {
  return text ? { from, text } : null
}

/** How a request differs from the usual one. Values that were not observed do not differ. */
function difference(
  { authorizationDetails, scope }: Flow['requested'],
  usual: UsualRequest,
): FlowNaming | null {
  return (
    (authorizationDetails === null ? null : consentDifference(authorizationDetails, usual)) ??
    (scope === null ? null : setDifference(scope.split(' '), usual.scope.split(' ')))
  )
}

function consentDifference(details: string, usual: UsualRequest): FlowNaming | null {
  const expected = usual.authorizationDetails
  const permissions = setDifference(consentIn(details).permissions, consentIn(expected).permissions)
  if (permissions) return permissions
  const known = new Map(consentLeaves(expected))
  const other = consentLeaves(details).find(
    ([name, value]) => known.has(name) && known.get(name) !== value && !isTime(value),
  )
  return other ? { from: 'member', member: other[0], text: other[1] } : null
}

/** A time differs in every request. */
const isTime = (value: string) => /^\d{4}-\d{2}-\d{2}T/.test(value)

/** How a list of names differs from the usual one, if both have any. */
function setDifference(names: readonly string[], usual: readonly string[]): FlowNaming | null {
  const [found, known] = [new Set(names.filter(Boolean)), new Set(usual.filter(Boolean))]
  if (found.size === 0 || known.size === 0) return null
  const added = [...found].filter((name) => !known.has(name))
  const missing = [...known].filter((name) => !found.has(name))
  if (added.length > 0) return { from: 'also', text: added.join(', ') }
  if (missing.length === 0) return null
  return found.size === 1
    ? { from: 'only', text: [...found].join('') }
    : { from: 'without', text: missing.join(', ') }
}

type NamedRow = Pick<FlowSummary, 'id' | 'profileId' | 'name'>

/** A name that the tester deletes is replaced, and so is one that says less than what became known later. */
const replaced: ReadonlySet<FlowNaming['from']> = new Set([
  'given',
  'scope',
  'client',
  'server',
  'unknown',
])

/**
 * The name of a flow in the list, with its number. A flow keeps both, whatever becomes of other flows and of
 * the profile, until the tester names it or more of its request becomes known.
 */
export function nameAmong(
  rows: readonly NamedRow[],
  { id, profileId, kept }: Pick<Flow, 'id' | 'profileId' | 'kept'>,
  naming: FlowNaming,
): FlowName {
  const known = rows.find((row) => row.id === id)?.name ?? kept?.name
  const stays = known && naming.from !== 'given' && !replaced.has(known.from)
  if (known && (stays || isSameName(known, naming))) return known
  const numbers = rows.flatMap((row) =>
    row.id !== id && row.profileId === profileId && row.name && isSameName(row.name, naming)
      ? [row.name.nth]
      : [],
  )
  return { ...naming, nth: Math.max(0, ...numbers) + 1 }
}

/** Whether two flows are called the same. */
function isSameName(a: FlowNaming, b: FlowNaming): boolean {
  return keyOf(a) === keyOf(b)
}

function keyOf(naming: FlowNaming): string {
  const { from, text } = naming
  if (from === 'consent') return JSON.stringify([from, text, naming.permissions])
  return JSON.stringify(from === 'member' ? [from, text, naming.member] : [from, text])
}
