import { hostOf } from '@/components/ui/format'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { type Params, param } from '@/lib/model/params'
import { t } from '@/lib/i18n'
import type { Situation } from './situation'
import type { DraftState } from './use-draft'
import { isRejectedByApps } from '@/lib/flow/read/rejected-response'
import { membersOf } from '@/lib/flow/read/response-members'

interface At {
  readonly response: AuthorizationResponse
  readonly situation: Situation
  readonly edited: boolean
  /** The host of the app. */
  readonly host: string
}

/** The label of a button, and its consequence. */
type Words = readonly [label: string, consequence: string]

const anyway: ReadonlySet<Situation> = new Set(['mismatch', 'expired', 'replayed', 'unsolicited'])

export function exchangeWords(at: At & { readonly issuer: string | null }): Words {
  const label = t(anyway.has(at.situation) ? 'held.exit.exchange_anyway' : 'held.exit.exchange')
  return [label, exchangeText(at)]
}

function exchangeText({ response, situation, edited, issuer }: At & { issuer: string | null }) {
  if (situation === 'unsolicited') return t('held.exit.exchange_unsolicited')
  if (situation === 'expired') return t('held.exit.exchange_expired')
  const iss = param(membersOf(response), 'iss')
  if (situation === 'mismatch' && issuer !== null && iss !== undefined && iss !== issuer)
    return t('held.exit.exchange_mixed', [hostOf(issuer), hostOf(iss)])
  if (situation === 'mismatch') return t('held.exit.exchange_failed')
  return t(edited ? 'held.exit.exchange_as_received' : 'held.exit.exchange_text')
}

export function releaseWords(
  at: At & { readonly state: DraftState; readonly differences: number },
): Words {
  const [label, consequence] = plainWords(at)
  if (at.differences === 0) return [label, consequence]
  return [label, `${consequence} ${t('held.differs.note', at.differences)}`]
}

function plainWords(at: At & { readonly state: DraftState }): Words {
  const { changes, defence } = at.state
  if (defence === 'same-twice')
    return [t('held.exit.release_twice'), t('held.exit.release_twice_text', [at.host])]
  if (changes.length === 0) return [t('held.exit.release'), releaseText(at)]
  const label = t('held.exit.release_changed', changes.length)
  const [change] = changes
  if (changes.length > 1 || !change) return [label, t('held.exit.release_changes_text', [at.host])]
  return [label, t(changeTexts[change.kind], [at.host, change.name])]
}

const changeTexts = {
  same: 'held.exit.release_changed_text',
  changed: 'held.exit.release_changed_text',
  added: 'held.exit.release_added_text',
  'left-out': 'held.exit.release_left_out_text',
} as const

function releaseText({ response, situation, host }: At): string {
  const error = param(membersOf(response), 'error')
  if (isRejectedByApps(response)) return t('held.exit.release_refused')
  if (situation === 'unsolicited') return t('held.exit.release_unsolicited')
  if (error === 'access_denied') return t('held.exit.release_declined')
  if (error !== undefined) return t('held.exit.release_error')
  return t('held.exit.release_text', [host])
}

export function discardText(members: Params): string {
  return t(
    param(members, 'code') === undefined ? 'held.exit.discard_text' : 'held.exit.discard_code',
  )
}
