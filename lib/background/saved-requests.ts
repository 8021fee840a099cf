import { maxDraftLength } from '@/lib/model/bounds'
import { maxNameLength } from '@/lib/flow/model/flow-name'
import { cutText } from '@/lib/model/text-bound'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import { withoutSecrets } from '@/lib/oauth/request-secrets'
import { profilesOf } from '@/lib/storage/select'
import type { SavedRequest } from '@/lib/storage/saved-requests'
import type { Ports } from './ports'
import { refuse } from './refuse'
import type { Store } from './store'

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]

/** Keeps the requests that a tester edits and saves. */
export function createSavedRequests(ports: Ports, store: Store) {
  const change = (id: string, edit: (request: SavedRequest) => SavedRequest) =>
    store.run((data, save) =>
      save({
        savedRequests: data.savedRequests.map((each) => (each.id === id ? edit(each) : each)),
      }),
    )

  return {
    draft: ({ profileId, draft }: Input<'requestDraft'>): Promise<void> =>
      store.run(async (data, save) => {
        const { [profileId]: _, ...others } = data.requestDrafts
        if (draft === null) return save({ requestDrafts: others })
        if (JSON.stringify(draft).length > maxDraftLength) return
        await save({ requestDrafts: { ...others, [profileId]: draft } })
      }),

    async put(input: Input<'savedRequestPut'>): Promise<CommandResult<{ id: string }>> {
      const name = cutText(input.name.trim(), maxNameLength)
      if (name === '') return refuse({ code: 'request_name_missing', field: 'name' })
      if (JSON.stringify(input.values).length > maxDraftLength)
        return refuse({ code: 'request_too_long' })
      const id = await store.run(async (data, save) => {
        const { profileId } = input
        if (!profilesOf(data).some((profile) => profile.id === profileId)) return null
        const known = data.savedRequests.find((each) => each.id === input.id)
        const { [profileId]: _, ...requestDrafts } = data.requestDrafts
        const saved: SavedRequest = {
          id: known?.id ?? ports.newId(),
          profileId,
          name,
          values: withoutSecrets(input.values),
          createdAt: known?.createdAt ?? ports.now(),
        }
        const savedRequests = known
          ? data.savedRequests.map((each) => (each === known ? saved : each))
          : [...data.savedRequests, saved]
        await save({ savedRequests, requestDrafts })
        return saved.id
      })
      return id === null ? refuse({ code: 'profile_gone' }) : { ok: true, id }
    },

    remove: (id: string) => change(id, (request) => ({ ...request, removedAt: ports.now() })),
    restore: (id: string) => change(id, ({ removedAt: _, ...request }) => request),
  }
}
