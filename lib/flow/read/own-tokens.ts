import type { FlowToken } from '@/lib/flow/model/flow'

/** The tokens of the user's authorization; those of the client itself only if the flow has no others. */
export function userTokens(tokens: readonly FlowToken[]): readonly FlowToken[] {
  const ofUser = tokens.filter(({ ofClient }) => !ofClient)
  return ofUser.length > 0 ? ofUser : tokens
}
