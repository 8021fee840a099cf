import { useEffect, useState } from 'react'
import type { JwksView, JwkView } from '@/lib/messaging/views'
import type { Status } from '@/lib/model/rule-result'
import { statusOf, statusOrder } from '@/lib/model/status'
import { command } from '@/lib/state/actions'

/** Reads the keys after every reading of the metadata; `again` bypasses the cache. */
export function useKeys(profileId: string, readAt: number | null) {
  const [view, setView] = useState<JwksView | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const read = (again: boolean) => {
    let newest = true
    setBusy(true)
    setFailed(false)
    command('jwksRead', { profileId, again })
      .then(
        (found) => newest && setView(found),
        () => newest && setFailed(true),
      )
      .finally(() => newest && setBusy(false))
    return () => {
      newest = false
    }
  }
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- `read` is made anew at every drawing
  useEffect(() => (readAt === null ? undefined : read(false)), [profileId, readAt])
  return { view: readAt === null ? null : view, busy, failed, read }
}

/** Issues that rule out a key; all others are only unusual. */
const grave: ReadonlySet<string> = new Set([
  'jwks_member_private',
  'jwks_member_missing',
  'jwks_member',
  'jwks_key_small',
])

/** The status of one key. */
export function keyStatus(issues: JwkView['issues']): Status {
  if (issues.some(({ code }) => grave.has(code))) return 'fail'
  return issues.length > 0 ? 'warn' : 'pass'
}

/** The worst status of the keys and of their set: failed if they could not be read, null while they are unknown. */
export function keysStatus(view: JwksView | null, failed: boolean): Status | null {
  if (failed) return 'fail'
  if (!view) return null
  if (view.keys.length === 0) return view.issues.length > 0 ? 'fail' : null
  const found = new Set([
    ...view.keys.map(({ issues }) => keyStatus(issues)),
    ...view.results.map(statusOf),
  ])
  return statusOrder.find((status) => found.has(status)) ?? null
}
