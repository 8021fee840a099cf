import { useEffect, useMemo } from 'react'
import { type OtherCode, otherCodes } from '@/lib/flow/read/defences'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { mirrorFlow, useMirror } from '@/lib/state/mirror'

/** The maximum number of other flows of the client, newest first. */
const maxFlows = 20

/** Codes from other authorizations of the same client, to test the app with them. */
export function useOtherCodes(flow: Flow, response: AuthorizationResponse): readonly OtherCode[] {
  const summaries = useMirror((state) => state.flows)
  const flows = useMirror((state) => state.flow)
  const ids = useMemo(
    () =>
      summaries
        .filter(
          ({ id, clientId, issuer, removedAt }) =>
            id !== flow.id &&
            clientId !== null &&
            clientId === flow.clientId &&
            issuer === flow.issuer &&
            removedAt === undefined,
        )
        .toSorted((a, b) => b.updatedAt - a.updatedAt)
        .slice(0, maxFlows)
        .map(({ id }) => id),
    [summaries, flow.id, flow.clientId, flow.issuer],
  )
  useEffect(() => {
    for (const id of ids) void mirrorFlow(id)
  }, [ids])
  return useMemo(
    () => otherCodes(flow, response, [flow, ...ids.flatMap((id) => flows[id] ?? [])]),
    [flow, response, ids, flows],
  )
}

/**
 * An issuer that differs from the flow's: one of a different profile, so that the app may know it, or
 * else an unused one.
 */
export function useOtherIssuer({ issuer }: Flow): string {
  return useMirror(
    ({ profiles }) =>
      profiles.find((each) => each.removedAt === undefined && each.issuer !== issuer)?.issuer ??
      'https://another-issuer.example',
  )
}
