import { builtInTemplates, withValues } from '@/lib/consent/templates'
import type { ConsentTemplate, PreparedCall } from '@/lib/flow/model/flow-consent'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { ConsentPreview } from '@/lib/messaging/consent-commands'
import type { Protocol } from '@/lib/messaging/protocol'
import type { Data } from '@/lib/storage/data'
import type { PreparedRequest } from '@/lib/storage/saved-requests'
import { chosenProfile } from '@/lib/storage/select'
import type { CallServices } from './calls'
import { templateCall } from './consent-requests'
import { sendsNothing } from './push'
import { refuse } from './refuse'

/** So many prepared requests are kept, with those of authorization requests. */
const maxPrepared = 6

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]

/** A built-in template, or one of the tester's own. */
export function templateOf(
  { templates }: Pick<Data, 'templates'>,
  id: string,
): ConsentTemplate | null {
  const own = templates.filter(({ removedAt }) => removedAt === undefined)
  return [...builtInTemplates, ...own].find((each) => each.id === id)?.template ?? null
}

/** Signs the request that creates a consent for its preview, and hands it over once to be sent. */
export function createConsentPreview({ ports, store, contextOf }: CallServices) {
  return {
    /** Null without a signed request in the template. */
    async prepare({
      profileId,
      templateId,
      values,
    }: Input<'consentPrepare'>): Promise<CommandResult<{ preview: ConsentPreview | null }>> {
      const data = await store.data()
      const profile = chosenProfile(data, profileId)
      if (!profile) return refuse({ code: 'profile_missing' })
      const found = templateOf(data, templateId)
      if (!found) return refuse({ code: 'template_gone' })
      const template = withValues(found, values)
      if (!template.create?.sign) return { ok: true, preview: null }
      const ctx = await contextOf(profile, sendsNothing, null)
      if ('ok' in ctx) return ctx
      const call = await templateCall(ports, ctx, template, template.create)
      if ('issues' in call) return refuse(...call.issues)
      if (!call.isSigned) return { ok: true, preview: null }
      const { method, url, headers, body } = call
      const made: PreparedCall = { method, url, headers, body, at: ports.now() }
      const prepared: PreparedRequest = {
        id: ports.newId(),
        profileId: profile.id,
        at: made.at,
        dpopKeyId: null,
        text: JSON.stringify(made),
      }
      await store.run((known, save) =>
        save({ prepared: [prepared, ...known.prepared].slice(0, maxPrepared) }),
      )
      return { ok: true, preview: { id: prepared.id, ...made } }
    },

    /** Takes a prepared request out, so that a second press cannot send the same octets again. */
    take: (id: string | null): Promise<PreparedCall | null> =>
      store.run(async ({ prepared }, save) => {
        const found = prepared.find((each) => each.id === id)
        if (!found) return null
        await save({ prepared: prepared.filter((each) => each !== found) })
        return JSON.parse(found.text) as PreparedCall
      }),
  }
}
