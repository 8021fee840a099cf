import type { Answer } from '@/lib/messaging/protocol'
import { checkDraft, trimDraft } from '@/lib/oauth/profile-draft'
import type { Profile, ProfileDraft } from '@/lib/oauth/profile'
import { profilesOf } from './knowledge'
import type { MetadataService } from './metadata'
import type { Ports } from './ports'
import type { Data, Store } from './store'

/** Removed things can be brought back for this long, in milliseconds. */
const undoMs = 60_000

/** Whether something can still be brought back. */
export function isRestorable(item: { readonly removedAt?: number }, now: number): boolean {
  return item.removedAt === undefined || now - item.removedAt < undoMs
}

export function createProfiles(
  ports: Ports,
  store: Store,
  metadata: MetadataService,
  refreshAccess: () => Promise<void>,
) {
  const change = (id: string, edit: (profile: Profile) => Profile) =>
    store.run((data, save) =>
      save({ profiles: data.profiles.map((item) => (item.id === id ? edit(item) : item)) }),
    )

  return {
    async save(input: ProfileDraft): Promise<Answer<{ id: string }>> {
      const draft = trimDraft(input)
      const issues = checkDraft(draft)
      if (issues.length > 0) return { ok: false, issues }
      const id = await store.run(async (data, save) => {
        const old = data.profiles.find((profile) => profile.id === draft.id)
        const profile: Profile = {
          ...draft,
          id: old?.id ?? ports.newId(),
          createdAt: old?.createdAt ?? ports.now(),
        }
        await save({
          profiles: put(withoutGone(data, ports.now()), profile),
          settings: { ...data.settings, currentProfileId: profile.id },
          ...(old && old.issuer !== profile.issuer ? { dropMetadata: old.id } : {}),
        })
        return profile.id
      })
      void refreshAccess().then(() => metadata.refresh(id))
      return { ok: true, id }
    },

    select: (id: string) =>
      store.run(async (data, save) => {
        if (profilesOf(data).some((profile) => profile.id === id))
          await save({ settings: { ...data.settings, currentProfileId: id } })
      }),

    async remove(id: string): Promise<void> {
      await change(id, (profile) => ({ ...profile, removedAt: ports.now() }))
      await refreshAccess()
    },

    async restore(id: string): Promise<void> {
      await change(id, ({ removedAt: _, ...profile }) => profile)
      await refreshAccess()
    },
  }
}

function withoutGone(data: Data, now: number): readonly Profile[] {
  return data.profiles.filter((profile) => isRestorable(profile, now))
}

function put(profiles: readonly Profile[], profile: Profile): readonly Profile[] {
  return profiles.some(({ id }) => id === profile.id)
    ? profiles.map((item) => (item.id === profile.id ? profile : item))
    : [...profiles, profile]
}
