import type { CommandResult } from '@/lib/messaging/command-result'
import { checkDraft, trimDraft } from '@/lib/oauth/profile-draft'
import type { Profile, ProfileDraft } from '@/lib/oauth/profile'
import type { GuardedSettings } from '@/lib/share/withhold'
import { currentProfile, profilesOf } from '@/lib/storage/select'
import { endDraft } from './form-drafts'
import { isSameServer, type MetadataService } from './metadata-service'
import type { Ports } from './ports'
import { registrationKey, secretKey } from '@/lib/storage/state'
import type { Data } from '@/lib/storage/data'
import type { Save, Store } from './store'

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
    async save(input: ProfileDraft): Promise<CommandResult<{ id: string }>> {
      const draft = trimDraft(input)
      const issues = checkDraft(draft)
      if (issues.length > 0) return { ok: false, issues }
      const id = await store.run(async (data, save) => {
        const old = data.profiles.find((profile) => profile.id === draft.id)
        const profile: Profile = {
          ...draft,
          id: old?.id ?? ports.newId(),
          createdAt: old?.createdAt ?? ports.now(),
          ...(old && isSameClient(old, draft) ? registrationOf(old) : {}),
        }
        await save({
          profiles: put(data.profiles, profile),
          settings: { ...data.settings, currentProfileId: profile.id },
          ...(old && !isSameServer(old, profile) ? { dropMetadata: old.id } : {}),
        })
        const secret = await endDraft(ports, data, save, input)
        if (secret !== null) await keepSecret(ports, data, save, profile.id, secret)
        return profile.id
      })
      void refreshAccess().then(() => metadata.refresh(id))
      return { ok: true, id }
    },

    /** A copy with the same keys and without the client secret. */
    async duplicate(id: string): Promise<CommandResult<{ id: string }>> {
      const made = await store.run(async (data, save) => {
        const old = profilesOf(data).find((profile) => profile.id === id)
        if (!old) return null
        // The copy manages no registration: the client is one, and so is its access token.
        const { registration: _, ...settings } = old
        const copy: Profile = {
          ...settings,
          id: ports.newId(),
          name: copyName(old.name, data),
          createdAt: ports.now(),
        }
        const at = data.profiles.indexOf(old) + 1
        await save({
          profiles: data.profiles.toSpliced(at, 0, copy),
          settings: { ...data.settings, currentProfileId: copy.id },
        })
        return copy.id
      })
      if (made === null) return { ok: false, issues: [{ code: 'profile_gone' }] }
      void refreshAccess().then(() => metadata.refresh(made))
      return { ok: true, id: made }
    },

    /** Applies a setting that an import withheld. */
    async take(id: string, setting: GuardedSettings): Promise<CommandResult<object>> {
      const isThere = await store.run(async (data, save) => {
        const old = profilesOf(data).find((profile) => profile.id === id)
        if (!old) return false
        const profile = { ...old, ...setting }
        await save({
          profiles: put(data.profiles, profile),
          ...(isSameServer(old, profile) ? {} : { dropMetadata: id }),
        })
        return true
      })
      if (!isThere) return { ok: false, issues: [{ code: 'profile_gone' }] }
      void refreshAccess().then(() => metadata.refresh(id))
      return { ok: true }
    },

    autoExchange: (id: string, on: boolean) =>
      change(id, (profile) => ({ ...profile, autoExchange: on })),

    /** Switches holding for all responses of a profile. */
    hold: (id: string, on: boolean) => change(id, (profile) => ({ ...profile, hold: on })),

    /** Switches holding for the current profile on or off. */
    toggleHold: () =>
      store.run(async (data, save) => {
        const profile = currentProfile(data)
        if (profile)
          await save({ profiles: put(data.profiles, { ...profile, hold: !profile.hold }) })
      }),

    /** Keeps the client secret of a profile in `storage.session`; null deletes it. */
    secret: (profileId: string, secret: string | null) =>
      store.run((data, save) => {
        const known = secret !== null && data.profiles.some(({ id }) => id === profileId)
        return known
          ? keepSecret(ports, data, save, profileId, secret)
          : forgetClientSecrets(ports, data, save, [profileId])
      }),

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

/** A client at another server, or with another `client_id`, was not registered by Parley. */
function isSameClient(old: Profile, draft: ProfileDraft): boolean {
  return old.issuer === draft.issuer && old.clientId === draft.clientId
}

const registrationOf = ({ registration }: Profile) => (registration ? { registration } : {})

export async function keepSecret(
  ports: Ports,
  data: Data,
  save: Save,
  profileId: string,
  secret: string,
): Promise<void> {
  await ports.session.set({ [secretKey(profileId)]: secret })
  await save({ secrets: [...data.secrets.filter((id) => id !== profileId), profileId] })
}

async function forgetClientSecrets(
  ports: Ports,
  data: Data,
  save: Save,
  profileIds: readonly string[],
): Promise<void> {
  await ports.session.remove(profileIds.map(secretKey))
  const secrets = data.secrets.filter((id) => !profileIds.includes(id))
  if (secrets.length < data.secrets.length) await save({ secrets })
}

/** Deletes the client secrets and the registration access tokens of profiles. */
export async function forgetSecrets(
  ports: Ports,
  data: Data,
  save: Save,
  profileIds: readonly string[],
): Promise<void> {
  await forgetClientSecrets(ports, data, save, profileIds)
  await ports.session.remove(profileIds.map(registrationKey))
  const tokens = data.registrationTokens.filter((id) => !profileIds.includes(id))
  if (tokens.length < data.registrationTokens.length) await save({ registrationTokens: tokens })
}

function put(profiles: readonly Profile[], profile: Profile): readonly Profile[] {
  return profiles.some(({ id }) => id === profile.id)
    ? profiles.map((item) => (item.id === profile.id ? profile : item))
    : [...profiles, profile]
}

/** The name with the lowest number that makes it unique. */
function copyName(name: string, data: Data): string {
  const taken = new Set(profilesOf(data).map((profile) => profile.name))
  const stem = name.replace(/ \d{1,3}$/, '')
  for (let number = 2; ; number += 1)
    if (!taken.has(`${stem} ${number}`)) return `${stem} ${number}`
}
