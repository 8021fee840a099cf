/** A fragment of an app that routes in it, as two texts. Joined they are the fragment. */
export interface FragmentParts {
  /** The route with the character before the parameters; empty if the fragment has only parameters. */
  readonly route: string
  readonly params: string
}

/**
 * Splits a fragment into the route of an app and the parameters after it: `/login?code=…`, `/code=…`,
 * `!/cb?code=…`, `/login&code=…`, `/login#code=…`. The parameters include one of `names`, if there is one.
 */
export function splitRoute(fragment: string, names: readonly string[] = []): FragmentParts {
  const starts = startsOf(fragment, names)
  const start = starts.find((at) => hasParam(fragment, at, names)) ?? starts[0] ?? 0
  return { route: fragment.slice(0, start), params: fragment.slice(start) }
}

/** The route as part of a redirect_uri: without the character that only introduces the parameters. */
export function bareRoute({ route }: Pick<FragmentParts, 'route'>): string {
  return route.replace(/[?&#]$/, '')
}

/** Where the parameters may begin: at the name before the first `=`, or after a later mark. */
function startsOf(fragment: string, names: readonly string[]): readonly number[] {
  const equals = fragment.indexOf('=')
  if (equals < 0) return []
  const before = fragment.slice(0, equals)
  const first = endOfLast(before, '/?&#')
  const later = laterStart(fragment, equals, names)
  // A route can contain a `=`, as base64 does.
  const isName = before[first - 1] !== '/' || /^[a-z_]{2,}$/.test(before.slice(first))
  return isName ? [first, ...later] : [...later, first]
}

/** The start of the parameters that include the first of the names after a position. */
function laterStart(fragment: string, after: number, names: readonly string[]): readonly number[] {
  const found = names
    .flatMap((name) => [...'/?&#'].map((mark) => fragment.indexOf(`${mark}${name}=`, after)))
    .filter((at) => at >= 0)
  if (found.length === 0) return []
  const at = Math.min(...found)
  if (fragment[at] !== '&') return [at + 1]
  return [after + endOfLast(fragment.slice(after, at), '?#')]
}

/** The position after the last of some characters; 0 if there is none. */
function endOfLast(text: string, marks: string): number {
  return 1 + Math.max(...[...marks].map((mark) => text.lastIndexOf(mark)))
}

function hasParam(fragment: string, start: number, names: readonly string[]): boolean {
  return names.some(
    (name) => fragment.startsWith(`${name}=`, start) || fragment.includes(`&${name}=`, start),
  )
}
