import { lifeKey } from '@/lib/consent/compare-member'
import type { Life } from '@/lib/consent/model'
import type { ReportedStatus } from '@/lib/consent/resource-history'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** Lives that do not change. In the UK a cancelled consent may be authorised again. */
const finals: ReadonlySet<Life | null> = new Set<Life | null>([
  'refused',
  'withdrawn',
  'expired',
  'used',
])
const renewable: ReadonlySet<string> = new Set(['canc'])

const open: ReadonlySet<Life | null> = new Set<Life | null>(['waiting', 'active', 'suspended'])

/** Lives of a consent that gives no tokens. After its approval a status may be reported late. */
const withoutTokens: ReadonlySet<Life | null> = new Set<Life | null>([
  'refused',
  'withdrawn',
  'expired',
])

function isTransition(from: ReportedStatus, to: ReportedStatus): boolean {
  if (from.life === null || to.life === null) return true
  const isFinal = finals.has(from.life) && !renewable.has(lifeKey(from.text))
  if (isFinal) return !open.has(to.life)
  return !(from.life === 'active' && to.life === 'waiting')
}

/** The status of a consent resource, and the tokens that are issued for it. */
export default defineRule({
  id: 'cc-status',
  on: 'consent-comparison',
  about: 'status',
  refs: ['CDS', 'OBIE', 'OFB', 'OFM', 'BERLIN-GROUP'],
  check({ comparison: { resource, statusOfTokens } }) {
    if (statusOfTokens)
      return withoutTokens.has(statusOfTokens.life)
        ? [finding('tokens', show(statusOfTokens.text))]
        : []
    const { status, earlierStatus } = resource ?? {}
    if (!status) return undefined
    if (status.life === null) return [finding('unknown', show(status.text))]
    return !earlierStatus || isTransition(earlierStatus, status)
      ? []
      : [finding('transition', show(status.text), show(earlierStatus.text))]
  },
})
