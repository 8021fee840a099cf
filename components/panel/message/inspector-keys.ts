import { plainKey, takesLetters } from '@/components/ui/keyboard'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { tokensOf } from '@/lib/flow/read/message-tokens'
import { rowOf } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'

/** J goes to the next problem of a tab, Enter from a problem to its line, C copies a problem. */
export function onProblemKey(event: KeyboardEvent, tab: HTMLElement): void {
  const { target, key } = event
  if (!(target instanceof HTMLElement)) return
  const current = target.closest<HTMLElement>('[data-problem]')
  if (target === current) pressIn(current, event)
  if (key.toLowerCase() !== 'j' || !takesLetters(event)) return
  const problems = [...tab.querySelectorAll<HTMLElement>('[data-problem]')]
  const next = problems[current ? problems.indexOf(current) + 1 : 0]
  if (!next) return
  next.focus()
  event.preventDefault()
  // Only where a message has no further problem does J go to the next message.
  event.stopPropagation()
}

/** Presses the button of a problem that a key stands for. */
function pressIn(problem: HTMLElement, event: KeyboardEvent): void {
  const press = (selector: string) => problem.querySelector<HTMLElement>(selector)?.click()
  if (event.key === 'Enter') press('[data-open]')
  if (plainKey(event) === 'c' && !event.shiftKey) press('[data-copy-finding]')
}

/** The line that shows what a result is about: in a decoded token, or in the message. */
export function lineOf(result: RuleResult, message: OAuthMessage) {
  const token = tokensOf(message).find(({ name }) => name === result.of)?.name ?? null
  return { token, name: token === null ? (rowOf(result) ?? result.of) : result.about }
}

/** Moves the focus to a line. Names of headers may be written in any case. */
export function focusLine(tab: Element | null, name: string): void {
  const lines = [...(tab?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
  const wanted = name.toLowerCase()
  const line = lines.find(({ dataset }) => dataset['line']?.toLowerCase() === wanted)
  line?.querySelector<HTMLElement>('.qhelp')?.focus()
}
