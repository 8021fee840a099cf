import { fillText } from '@/lib/oauth/variables'

/** A variable that can be inserted, with what it stands for. */
export interface Offer {
  /** Without its braces. */
  readonly name: string
  readonly value: string
}

/** The variable that is being typed: where it begins, and what was typed of its name. */
export interface Typing {
  readonly from: number
  readonly typed: string
}

/** Names that every field knows, and examples of those that a tester can change. */
const general = ['uuid', 'now', 'now+90d', 'now-5m', 'now|http', 'now|epoch', 'today', 'today+90d']

/** Longest name of a variable that is looked for. */
const maxName = 100

/** The variable before the caret; null if none is being typed there. */
export function typingAt(text: string, caret: number): Typing | null {
  const from = text.lastIndexOf('{{', caret - 1)
  if (from < 0 || from + 2 > caret || caret - from > maxName) return null
  const typed = text.slice(from + 2, caret)
  return /[{}]/.test(typed) ? null : { from, typed: typed.trimStart() }
}

interface Known {
  readonly now: number
  readonly variables: ReadonlyMap<string, string>
  /** What a value is called that is new each time. */
  readonly fresh: string
}

/** The variables whose names contain what was typed; those that begin with it come first. */
export function offersFor({ typed }: Typing, { now, variables, fresh }: Known): readonly Offer[] {
  const wanted = typed.toLowerCase()
  const scope = { now, values: variables, uuid: () => fresh }
  const times = variables.has('auth_time') ? ['auth_time|http', 'auth_time|iso'] : []
  const names = [...new Set([...variables.keys(), ...times, ...general])]
  const rank = (name: string) => (name.toLowerCase().startsWith(wanted) ? 0 : 1)
  return names
    .filter((name) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((name) => ({ name, value: fillText(`{{${name}}}`, scope).value }))
}

/** The text with a variable in place of what was typed, and where the caret is afterwards. */
export function inserted(
  text: string,
  caret: number,
  { from }: Typing,
  name: string,
): { readonly text: string; readonly caret: number } {
  const closing = text.slice(caret).startsWith('}}') ? 2 : 0
  const head = `${text.slice(0, from)}{{${name}}}`
  return { text: head + text.slice(caret + closing), caret: head.length }
}
