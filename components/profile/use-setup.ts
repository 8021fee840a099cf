import { useState } from 'react'
import { ask } from '@/components/connected/ask'
import type { Issue } from '@/lib/model/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { withBasis } from '@/lib/oauth/profile-defaults'
import { checkDraft, checkIssuer, issuerOf, trimDraft } from '@/lib/oauth/profile-draft'
import { fitToMetadata } from '@/lib/oauth/profile-suggestion'
import { command } from '@/lib/state/actions'
import { isClosed } from '@/lib/state/host-access'
import { useHost } from '@/lib/state/host'
import { profilePatterns } from './draft-fields'
import { usable } from './metadata-hint'
import type { Typed } from './profile-changes'
import { useDraftAccess } from './use-draft-access'
import { useMetadataProbe } from './use-metadata-probe'

interface SetupOptions {
  readonly typed: Typed
  readonly onEdit: (change: (typed: Typed) => Typed) => void
  readonly onDone: (id: string) => void
}

export type Setup = ReturnType<typeof useSetup>

/** A new profile that is being typed: its metadata, the access it needs, and what can be done. */
export function useSetup({ typed, onEdit, onDone }: SetupOptions) {
  const host = useHost()
  const [now] = useState(() => Date.now())
  const [turn, setTurn] = useState(0)
  const [isRefused, setRefused] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const { isChosen } = typed
  const metadata = useMetadataProbe(typed.draft.issuer, typed.draft.discovery, turn)
  const json = usable(metadata)
  const draft = json ? fitToMetadata(typed.draft, json, { isChosen, now }) : typed.draft
  const access = useDraftAccess(draft, json, turn)
  const missing = access.filter(isClosed)

  const change = (next: (typed: Typed) => Typed) => {
    setIssues([])
    onEdit(next)
  }
  const base = (part: Parameters<typeof withBasis>[1], more: Partial<Typed> = {}) =>
    change((old) => ({ ...old, ...more, draft: withBasis(old.draft, part, now) }))
  const request = async (patterns: readonly string[]) => {
    const granted = await host.requestAccess(patterns).catch(() => false)
    setRefused(!granted)
    setTurn((count) => count + 1)
  }
  const settle = async (saved: ReturnType<typeof saveDraft>) => {
    const result = await saved
    if (!result.ok) return setIssues(result.issues)
    const { secret } = typed
    if (secret !== '') await command('secretSet', { profileId: result.id, secret })
    onDone(result.id)
  }

  return {
    draft,
    secret: typed.secret,
    hasSecret: typed.hasSecret,
    metadata,
    /** The metadata, if it can be used. */
    json,
    access,
    missing,
    issues,
    /** The browser refused access. */
    isRefused: isRefused && missing.length > 0,
    /** The rule profile follows the metadata. */
    isSuggested: json !== null && !isChosen,
    edit: (part: Partial<ProfileDraft>) =>
      change((old) => ({ ...old, draft: { ...old.draft, ...part } })),
    chooseClient: (clientId: string) => base({ clientId }),
    chooseRules: (ruleProfile: ProfileDraft['ruleProfile']) =>
      base({ ruleProfile }, { isChosen: true }),
    chooseSecret: (secret: string) => change((old) => ({ ...old, secret, hasSecret: false })),
    /** Reads the metadata, and asks the browser for access to its host first. */
    read() {
      const refused = checkIssuer(issuerOf(draft.issuer))
      setIssues(refused)
      if (refused.length > 0) return
      const pattern = host.accessPattern(metadataUrl(draft))
      if (pattern === null) setTurn((count) => count + 1)
      else void request([pattern])
    },
    /** Saves the profile, and asks the browser for the missing access. */
    create({ withAccess }: { readonly withAccess: boolean }) {
      // What is saved ends the draft, so the draft has the settings that follow the metadata.
      if (draft !== typed.draft) onEdit((old) => ({ ...old, draft }))
      // Firefox closes the popup when it asks for access, so both calls start before any `await`.
      const saved = saveDraft(draft)
      const patterns =
        access.length > 0
          ? missing.map(({ pattern }) => pattern)
          : profilePatterns(draft, metadata, host.accessPattern)
      const asks = withAccess && patterns.length > 0 && checkDraft(trimDraft(draft)).length === 0
      if (asks) void request(patterns)
      void settle(saved)
    },
  }
}

function metadataUrl({ discovery, issuer }: ProfileDraft): string {
  return discovery.kind === 'url' ? discovery.url.trim() : issuerOf(issuer)
}

function saveDraft(draft: ProfileDraft) {
  return ask(command('profileSave', draft))
}
