import type { Ports } from './ports'
import { forgetSecrets } from './profiles-service'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'

/** Removed items can be restored for this long, in milliseconds. */
const undoMs = 60_000

/** Expired requests leave the request list after this long, in milliseconds. */
const listedMs = 60 * 60_000

interface Removable {
  readonly removedAt?: number
}

/**
 * Deletes items that were removed more than a minute ago, and requests that expired an hour ago.
 */
export function createSweep(ports: Ports, store: Store, sweepKeys: () => Promise<void>) {
  return async (): Promise<void> => {
    await store.run(async (data, save) => {
      const now = ports.now()
      const isKept = ({ removedAt }: Removable) =>
        removedAt === undefined || now - removedAt < undoMs
      const flows = data.flows.filter((row) => !isKept(row)).map(({ id }) => id)
      const profiles = data.profiles.filter((profile) => !isKept(profile)).map(({ id }) => id)
      const saved = data.savedRequests.filter(
        (request) => isKept(request) && !profiles.includes(request.profileId),
      )
      const calls = data.savedCalls.filter(
        (call) => isKept(call) && !profiles.includes(call.profileId),
      )
      const requests = data.requests.filter(
        (request) => isKept(request) && !isLongExpired(request, now),
      )
      const templates = data.templates.filter(isKept)
      if (flows.length > 0) await save({ dropFlows: flows })
      if (templates.length < data.templates.length) await save({ templates })
      if (requests.length < data.requests.length) await save({ requests })
      if (saved.length < data.savedRequests.length) await save({ savedRequests: saved })
      if (calls.length < data.savedCalls.length) await save({ savedCalls: calls })
      for (const id of profiles) await save({ dropMetadata: id })
      if (profiles.length === 0) return
      await forgetSecrets(ports, data, save, profiles)
      const drafts = Object.entries(data.requestDrafts).filter(([id]) => !profiles.includes(id))
      const callDrafts = Object.entries(data.callDrafts).filter(([id]) => !profiles.includes(id))
      await save({
        callDrafts: Object.fromEntries(callDrafts),
        requestDrafts: Object.fromEntries(drafts),
        prepared: data.prepared.filter(({ profileId }) => !profiles.includes(profileId)),
      })
      await save({ profiles: data.profiles.filter(isKept) })
    })
    await sweepKeys()
  }
}

function isLongExpired({ expiresAt }: Data['requests'][number], now: number): boolean {
  return expiresAt !== null && now - expiresAt > listedMs
}
