import { useMemo } from 'react'
import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { templatesFor, type NamedTemplate } from '@/lib/consent/templates'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { useMirror } from '@/lib/state/mirror'
import type { LibraryItem } from '../library'

/** All templates with those for the current profile first, and the tester's own before the built-in ones. */
export function useTemplates(): readonly NamedTemplate[] {
  const profile = useCurrentProfile()
  const stored = useMirror(({ templates }) => templates)
  return useMemo(() => {
    const own = stored.filter(({ removedAt }) => removedAt === undefined)
    return templatesFor(profile?.ruleProfile ?? 'oauth2', own)
  }, [profile?.ruleProfile, stored])
}

/** The consents that the current profile can create: those of its ecosystem, or all if it has none. */
export function useConsentItems(): readonly LibraryItem[] {
  const profile = useCurrentProfile()
  const flows = useMirror((state) => state.flows)
  const stored = useMirror((state) => state.templates)
  const templates = useTemplates()
  if (!profile) return []
  const isOwn = (id: string) => stored.some((each) => each.id === id)
  const fitting = templates.filter(
    ({ id, template }) => isOwn(id) || template.profiles.includes(profile.ruleProfile),
  )
  const listed = fitting.some(({ id }) => !isOwn(id)) ? fitting : templates
  return listed.map(({ id, template }) => ({
    id,
    name: template.name,
    ...lastRun(flows, id, profile.id),
  }))
}

function lastRun(
  flows: readonly FlowSummary[],
  templateId: string,
  profileId: string,
): Pick<LibraryItem, 'status' | 'verdict'> {
  const last = flows.find(
    (flow) =>
      flow.consent?.templateId === templateId &&
      flow.profileId === profileId &&
      flow.removedAt === undefined,
  )
  if (!last) return { status: null, verdict: null }
  const code = last.consent?.status
  const isCode = code && code !== 'true' && code !== 'false'
  return { status: isCode ? code : last.error, verdict: last.status }
}
