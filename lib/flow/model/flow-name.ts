/**
 * What a flow is called in lists, and where that comes from: `given` by the tester, the difference from the
 * profile's usual request, the requested consent, the scope, or the client.
 */
export type FlowNaming =
  | { readonly from: 'given' | 'type' | 'scope' | 'client' | 'server'; readonly text: string }
  | { readonly from: 'consent'; readonly text: string; readonly permissions: number }
  /** `text` lists the permissions or scopes that are missing, added, or the only ones. */
  | { readonly from: 'only' | 'without' | 'also'; readonly text: string }
  /** A member of the consent with a value that differs. */
  | { readonly from: 'member'; readonly text: string; readonly member: string }
  /** `text` is the step of a negative test, or `baseline`. */
  | { readonly from: 'negative-test'; readonly text: string }
  | { readonly from: 'unknown'; readonly text: '' }

/** The name of a flow, and its number among the flows of its profile with that name, from 1. */
export type FlowName = FlowNaming & { readonly nth: number }

/** Characters of a name. */
export const maxNameLength = 120
