import type { SpecRef } from '@/lib/model/spec-links'
import type { Flow } from '@/lib/flow/model/flow'
import { defences, type Defence } from '@/lib/flow/model/hold'
import { param, type Params } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { draftOf, type DraftItem, type ReleaseDraft } from './release-draft'
import { membersOf } from './response-members'
import { isCodeUsed } from './code-use'

/** Why a defence cannot be tried. */
export type DefenceOff =
  | 'no-code'
  | 'no-state'
  | 'no-iss'
  /** The value is inside a signed JWT. */
  | 'signed'
  | 'no-used-code'
  | 'no-other-code'

/** One defence, with the draft that tests it or the reason why it cannot be tested. */
export type DefenceOffer = { readonly defence: Defence } & (
  | { readonly draft: ReleaseDraft; readonly off: null }
  | { readonly draft: null; readonly off: DefenceOff }
)

/** The clause that a correct app or server follows to resist each attack. */
export const defenceRefs: Readonly<Record<Defence, SpecRef>> = {
  'wrong-state': 'RFC6749-10.12',
  'no-state': 'RFC6749-10.12',
  'wrong-iss': 'RFC9207-2.4',
  'no-iss': 'RFC9207-2.4',
  'used-code': 'RFC6749-4.1.2',
  'other-user-code': 'RFC9700-4.5.3',
  'same-twice': 'RFC9700-4.2.4',
}

/** A code of the same client from another authorization. */
export interface OtherCode {
  /** The value of the parameter: the code itself, or the JARM that contains it. */
  readonly value: string
  /** It was sent to the token endpoint or to the app. */
  readonly used: boolean
}

/** The parameter with the code of a response: `response` for a JARM. */
function carrierOf(params: Params): 'code' | 'response' {
  return param(params, 'response') === undefined ? 'code' : 'response'
}

/** The code of a response, including a code inside a JARM. */
function codeOf(response: AuthorizationResponse): string | undefined {
  return param(membersOf(response), 'code')
}

/** Whether a response was sent to the app: it was never held, or it was released. */
function wentToApp({ hold, source }: AuthorizationResponse): boolean {
  return hold === null ? source === 'browser' : hold.releases.some(({ done }) => done > 0)
}

/** Codes from other authorizations of the same client at the same issuer, the newest first. */
export function otherCodes(
  own: Flow,
  response: AuthorizationResponse,
  flows: readonly Flow[],
): readonly OtherCode[] {
  const carrier = carrierOf(response.params)
  const ownCode = codeOf(response)
  const found = flows
    .filter(
      ({ clientId, issuer, imported }) =>
        !imported && clientId === own.clientId && issuer === own.issuer,
    )
    .flatMap((flow) =>
      flow.messages.flatMap((message) => {
        if (message.kind !== 'authorization-response') return []
        const code = codeOf(message)
        const value = carrier === 'code' ? code : param(message.params, carrier)
        if (code === undefined || value === undefined || code === ownCode) return []
        return [{ at: message.at, value, used: isCodeUsed(flow, code) || wentToApp(message) }]
      }),
    )
  return found.toSorted((a, b) => b.at - a.at).map(({ value, used }) => ({ value, used }))
}

/** The values needed to fill in the drafts. */
export interface DefenceKnowledge {
  /** An issuer that differs from the issuer of the response. */
  readonly otherIssuer: string
  readonly others: readonly OtherCode[]
}

/** A different text of the same length and with the same characters, if possible. */
function otherText(text: string): string {
  const turned = text.slice(1) + text.slice(0, 1)
  return turned === text ? `${text}x` : turned
}

type Offer = Pick<DefenceOffer, 'draft' | 'off'>
const off = (reason: DefenceOff): Offer => ({ draft: null, off: reason })
const fill = (draft: ReleaseDraft): Offer => ({ draft, off: null })

type Make = (response: AuthorizationResponse, known: DefenceKnowledge) => Offer

/** Changes the value of a member. Not possible inside a JARM, because it is signed. */
const change =
  (
    name: 'state' | 'iss',
    to: (value: string | undefined, known: DefenceKnowledge) => string,
  ): Make =>
  ({ params }, known) =>
    carrierOf(params) === 'response'
      ? off('signed')
      : fill(draftOf(params, name, to(param(params, name), known)))

const leaveOut =
  (name: 'state' | 'iss', missing: DefenceOff): Make =>
  ({ params }) => {
    if (carrierOf(params) === 'response') return off('signed')
    return param(params, name) === undefined ? off(missing) : fill(draftOf(params, name, null))
  }

const swap =
  (used: boolean, missing: DefenceOff): Make =>
  (response, { others }) => {
    if (codeOf(response) === undefined) return off('no-code')
    const other = others.find((each) => each.used === used)
    return other
      ? fill(draftOf(response.params, carrierOf(response.params), other.value))
      : off(missing)
  }

const makers: Readonly<Record<Defence, Make>> = {
  'wrong-state': change('state', (state) => otherText(state ?? 'state')),
  'no-state': leaveOut('state', 'no-state'),
  'wrong-iss': change('iss', (_, { otherIssuer }) => otherIssuer),
  'no-iss': leaveOut('iss', 'no-iss'),
  'used-code': swap(true, 'no-used-code'),
  'other-user-code': swap(false, 'no-other-code'),
  'same-twice': () => fill({ edits: [], added: [] }),
}

/** Every defence, with its draft or the reason why it cannot be tested. */
export function defenceOffers(
  response: AuthorizationResponse,
  known: DefenceKnowledge,
): readonly DefenceOffer[] {
  return defences.map(
    (defence) => ({ defence, ...makers[defence](response, known) }) as DefenceOffer,
  )
}

/**
 * The defence that a set of changes tests, whether filled in or typed by hand; null if the changes do not
 * match exactly one.
 */
export function defenceOf(
  changes: readonly DraftItem[],
  others: readonly OtherCode[],
): Exclude<Defence, 'same-twice'> | null {
  const [first] = changes
  if (!first || changes.some(({ name, to }) => name !== first.name || to !== first.to)) return null
  const { name, to } = first
  if (name === 'state') return to === null ? 'no-state' : 'wrong-state'
  if (name === 'iss') return to === null ? 'no-iss' : 'wrong-iss'
  if (name !== 'code' && name !== 'response') return null
  const other = others.find(({ value }) => value === to)
  if (!other) return null
  return other.used ? 'used-code' : 'other-user-code'
}
