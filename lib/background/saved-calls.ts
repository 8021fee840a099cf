import { maxNameLength } from '@/lib/flow/model/flow-name'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import { maxDraftLength } from '@/lib/model/bounds'
import { cutText } from '@/lib/model/text-bound'
import { withoutCallSecrets } from '@/lib/oauth/call-secrets'
import { callsOf, type NamedCall } from '@/lib/oauth/ecosystem-calls'
import { profilesOf } from '@/lib/storage/select'
import type { Data } from '@/lib/storage/data'
import type { SavedCall } from '@/lib/storage/saved-calls'
import type { Ports } from './ports'
import { refuse } from './refuse'
import type { Store } from './store'

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]

/** The history of a call that was never saved. */
const draftKey = (profileId: string) => `${profileId} draft`

/** A call that is saved for the first time takes its history along. */
function withMovedRuns(runs: Data['callRuns'], profileId: string, id: string): Data['callRuns'] {
  const { [draftKey(profileId)]: moved = [], ...others } = runs
  return { ...others, [`${profileId} ${id}`]: moved }
}

/** Keeps the resource calls that a tester edits and saves. */
export function createSavedCalls(ports: Ports, store: Store) {
  const change = (id: string, edit: (call: SavedCall) => SavedCall) =>
    store.run((data, save) =>
      save({ savedCalls: data.savedCalls.map((each) => (each.id === id ? edit(each) : each)) }),
    )
  const made = (profileId: string, { name, values }: NamedCall): SavedCall => ({
    id: ports.newId(),
    profileId,
    name,
    values: withoutCallSecrets(values),
    createdAt: ports.now(),
  })

  return {
    draft: ({ profileId, draft }: Input<'callDraft'>): Promise<void> =>
      store.run(async (data, save) => {
        const { [profileId]: _, ...others } = data.callDrafts
        if (draft === null) {
          const { [draftKey(profileId)]: __, ...callRuns } = data.callRuns
          return save({ callDrafts: others, callRuns })
        }
        if (JSON.stringify(draft).length > maxDraftLength) return
        await save({ callDrafts: { ...others, [profileId]: draft } })
      }),

    async put(input: Input<'savedCallPut'>): Promise<CommandResult<{ id: string }>> {
      const name = cutText(input.name.trim(), maxNameLength)
      if (name === '') return refuse({ code: 'request_name_missing', field: 'name' })
      if (JSON.stringify(input.values).length > maxDraftLength)
        return refuse({ code: 'request_too_long' })
      const id = await store.run(async (data, save) => {
        const { profileId, values } = input
        if (!profilesOf(data).some((profile) => profile.id === profileId)) return null
        const known = data.savedCalls.find((each) => each.id === input.id)
        const { [profileId]: _, ...callDrafts } = data.callDrafts
        const saved = { ...made(profileId, { name, values }), ...(known && { id: known.id }) }
        const isNew = data.callDrafts[profileId]?.from === null
        const callRuns = isNew ? withMovedRuns(data.callRuns, profileId, saved.id) : data.callRuns
        const savedCalls = known
          ? data.savedCalls.map((each) => (each === known ? saved : each))
          : [...data.savedCalls, saved]
        await save({ savedCalls, callDrafts, callRuns })
        return saved.id
      })
      return id === null ? refuse({ code: 'profile_gone' }) : { ok: true, id }
    },

    async addAll({
      profileId,
    }: Input<'savedCallsAdd'>): Promise<CommandResult<{ id: string | null }>> {
      const added = await store.run(async (data, save) => {
        const profile = profilesOf(data).find((each) => each.id === profileId)
        if (!profile) return null
        const calls = callsOf(profile.ruleProfile).map((call) => made(profileId, call))
        if (calls.length > 0) await save({ savedCalls: [...data.savedCalls, ...calls] })
        return calls
      })
      return added ? { ok: true, id: added[0]?.id ?? null } : refuse({ code: 'profile_gone' })
    },

    remove: (id: string) => change(id, (call) => ({ ...call, removedAt: ports.now() })),
    restore: (id: string) => change(id, ({ removedAt: _, ...call }) => call),
  }
}
