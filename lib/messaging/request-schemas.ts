import * as v from 'valibot'
import { text, textOrNull } from '@/lib/storage/profile-schema'
import { requestValues } from '@/lib/storage/saved-requests'

const id = v.object({ id: text })

/** The data of the commands of the Requests screen. */
export const requestSchemas = {
  requestDraft: v.object({
    profileId: text,
    draft: v.nullable(
      v.object({
        values: requestValues,
        from: textOrNull,
        flowId: textOrNull,
        at: v.number(),
        startedAt: v.number(),
      }),
    ),
  }),
  requestPrepare: v.object({ profileId: text, values: requestValues }),
  requestSend: v.object({
    id: text,
    item: textOrNull,
    label: textOrNull,
    open: v.nullable(v.enum({ tab: 'tab', window: 'window', private: 'private' })),
  }),
  savedRequestPut: v.object({ id: textOrNull, profileId: text, name: text, values: requestValues }),
  requestAgain: id,
  savedRequestRemove: id,
  savedRequestRestore: id,
}
