import type { Flow } from '@/lib/flow/model/flow'
import { type CodeLife, codeLifeOf } from '@/lib/oauth/code-lifetime'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'

/** The lifetime of the codes of a flow: from its profile, or the default. */
export function useCodeLife(flow: Pick<Flow, 'profileId'>): CodeLife {
  const seconds = useMirror(
    ({ profiles }) => profiles.find(({ id }) => id === flow.profileId)?.codeLifetime ?? null,
  )
  return codeLifeOf(seconds)
}

/** The source of a code's lifetime. */
export function codeLifeNote({ ms, assumed }: CodeLife): string {
  return t(assumed ? 'ui.code_lifetime.assumed' : 'ui.code_lifetime.profile', [String(ms / 1000)])
}
