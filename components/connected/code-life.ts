import type { Flow } from '@/lib/flow/model/flow'
import { type CodeLife, codeLifeOf } from '@/lib/oauth/code-lifetime'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'

/** How long the codes of a flow live: as its profile has it, else what is assumed. */
export function useCodeLife(flow: Pick<Flow, 'profileId'>): CodeLife {
  const seconds = useMirror(
    ({ profiles }) => profiles.find(({ id }) => id === flow.profileId)?.codeLifetime ?? null,
  )
  return codeLifeOf(seconds)
}

/** Where the lifetime of a code is known from. */
export function codeLifeNote({ ms, assumed }: CodeLife): string {
  return t(assumed ? 'ui.code_life.assumed' : 'ui.code_life.profile', [String(ms / 1000)])
}
