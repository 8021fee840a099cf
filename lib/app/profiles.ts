import type { Answer } from '@/lib/messaging/protocol'
import { checkDraft, trimDraft } from '@/lib/oauth/profile-draft'
import type { Profile, ProfileDraft } from '@/lib/oauth/profile'
import { currentProfile, profilesOf } from './knowledge'
import type { MetadataService } from './metadata'
import type { Ports } from './ports'
import type { Store } from './store'

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
          profiles: put(data.profiles, profile),
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
      await store.run((data, save) =>
        save({
          settings: { ...data.settings, currentProfileId: currentProfile(data)?.id ?? null },
        }),
      )
      await refreshAccess()
    },

    async restore(id: string): Promise<void> {
      await change(id, ({ removedAt: _, ...profile }) => profile)
      await refreshAccess()
    },
  }
}

function put(profiles: readonly Profile[], profile: Profile): readonly Profile[] {
  return profiles.some(({ id }) => id === profile.id)
    ? profiles.map((item) => (item.id === profile.id ? profile : item))
    : [...profiles, profile]
}
