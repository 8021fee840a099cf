import { faults } from './faults.ts'
import type { Fault, FaultName } from './faults.ts'

/** How the browser is sent to the redirect URI: by status 303, or from within a page. */
export type RedirectBy = 'status' | 'script' | 'meta-refresh'

export const redirectWays: readonly RedirectBy[] = ['status', 'script', 'meta-refresh']

/** What is special about one pushed request. */
export interface Assignment {
  readonly fault?: FaultName | undefined
  readonly redirectBy?: RedirectBy | undefined
}

export interface Assignments {
  /** Remembers what is special about the pushed request with this id. */
  readonly assign: (requestId: string, assignment: Assignment) => void
  readonly ofRequest: (requestId: string | undefined) => Assignment
  /** Hands what is special about a request on to the code that it led to. */
  readonly handOn: (requestId: string, code: string) => void
  readonly ofCode: (code: string | undefined) => Assignment
}

const nothing: Assignment = {}

/** Returns an empty register; requests that are not in it are answered as they should be. */
export function createAssignments(): Assignments {
  const requests = new Map<string, Assignment>()
  const codes = new Map<string, Assignment>()
  const ofRequest = (id: string | undefined) => requests.get(id ?? '') ?? nothing
  return {
    assign: (id, assignment) => void requests.set(id, assignment),
    ofRequest,
    handOn: (id, code) => void codes.set(code, ofRequest(id)),
    ofCode: (code) => codes.get(code ?? '') ?? nothing,
  }
}

const noFault: Fault = { does: 'Nothing is wrong.' }

/** Returns the fault that was assigned, or one that changes nothing. */
export function faultOf({ fault }: Assignment): Fault {
  return fault === undefined ? noFault : faults[fault]
}

/**
 * Returns the id of the pushed request that led to an interaction; oidc-provider keeps it there,
 * but its types leave it out.
 */
export function pushedIdOf(
  interaction: { readonly uid: string; readonly parJti?: string } | undefined,
): string | undefined {
  return interaction?.parJti
}
