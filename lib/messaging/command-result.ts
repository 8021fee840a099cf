import type { Issue } from '@/lib/model/issue'

/**
 * The result of a command. After a refusal nothing has changed; its issues name the observed and the
 * expected value.
 */
export type CommandResult<T> =
  ({ readonly ok: true } & T) | { readonly ok: false; readonly issues: readonly Issue[] }
