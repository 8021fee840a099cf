import { uncheckedReason } from './unchecked-text'

/** What the user can add so that a check of a pasted token runs. */
const labels = {
  nonce: 'panel.checks.acts.nonce',
  key: 'panel.checks.acts.key',
} as const

export type UncheckedAct = keyof typeof labels

export const actLabel = (act: UncheckedAct) => labels[act]

/** What the check with this id lacks; null if the user cannot add it. */
export function actFor(id: string): UncheckedAct | null {
  if (id === 'idt-nonce') return 'nonce'
  return uncheckedReason(id) === 'keys' ? 'key' : null
}
