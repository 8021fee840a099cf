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
  const starts = startsOf(fragment)
  const start = starts.find((at) => hasParam(fragment, at, names)) ?? starts[0] ?? 0
  return { route: fragment.slice(0, start), params: fragment.slice(start) }
}

/** The route as part of a redirect_uri: without the character that only introduces the parameters. */
export function bareRoute({ route }: Pick<FragmentParts, 'route'>): string {
  return route.replace(/[?&#]$/, '')
}

/** Where the parameters may begin: at the name before the first `=`, or after a later `?` or `#`. */
function startsOf(fragment: string): readonly number[] {
  const equals = fragment.indexOf('=')
  if (equals < 0) return []
  const before = fragment.slice(0, equals)
  const first = 1 + Math.max(...[...'/?&#'].map((mark) => before.lastIndexOf(mark)))
  const later = [...'?#'].flatMap((mark) => {
    const at = fragment.indexOf(mark, equals)
    return at < 0 ? [] : [at + 1]
  })
  // A route can contain a `=`, as base64 does.
  const isName = before[first - 1] !== '/' || /^[a-z_]{2,}$/.test(before.slice(first))
  return isName ? [first, ...later] : [...later, first]
}

function hasParam(fragment: string, start: number, names: readonly string[]): boolean {
  return names.some(
    (name) => fragment.startsWith(`${name}=`, start) || fragment.includes(`&${name}=`, start),
  )
}
