import type { RedirectBy } from './carriers.ts'
import { faults, type Fault, type FaultName } from './faults.ts'

/** The user's decision: `ask` leaves it to the user of the pages; the others need no user. */
export type Decision = 'ask' | 'approve' | 'approve-by-page' | 'deny'

const decisions: readonly Decision[] = ['ask', 'approve', 'approve-by-page', 'deny']

/** Whether a decision of this name exists. */
export const isDecision = (name: string): name is Decision => decisions.some((one) => one === name)

/** The special behaviour for one pushed request. */
export interface Assignment {
  readonly fault?: FaultName | undefined
  readonly redirectBy?: RedirectBy | undefined
  /** Defaults to the setting `unattended`. */
  readonly decision?: Decision | undefined
}

export interface Assignments {
  /** Remembers the special behaviour for the pushed request with this id. */
  readonly assign: (requestId: string, assignment: Assignment) => void
  /**
   * Remembers the special behaviour for all requests of a client without an assignment of their own.
   */
  readonly assignToClient: (clientId: string, assignment: Assignment) => void
  readonly ofRequest: (requestId: string | undefined) => Assignment
  readonly ofClient: (clientId: string | undefined) => Assignment
  /** Passes the special behaviour of a request on to the resulting code or grant. */
  readonly handOn: (requestId: string, codeOrGrantId: string) => void
  /** The special behaviour that was passed on to a code or a grant. */
  readonly ofResult: (codeOrGrantId: string | undefined) => Assignment
}

const nothing: Assignment = {}

/** Whether an assignment has any special behaviour. */
export const says = ({ fault, redirectBy, decision }: Assignment) =>
  [fault, redirectBy, decision].some((member) => member !== undefined)

/** Returns the first assignment with special behaviour. */
export const firstOf = (...assignments: readonly Assignment[]): Assignment =>
  assignments.find(says) ?? nothing

/** Returns an empty register; requests without an entry get normal responses. */
export function createAssignments(): Assignments {
  const requests = new Map<string, Assignment>()
  const results = new Map<string, Assignment>()
  const clients = new Map<string, Assignment>()
  const ofRequest = (id: string | undefined) => requests.get(id ?? '') ?? nothing
  return {
    assign: (id, assignment) => void requests.set(id, assignment),
    assignToClient: (id, assignment) => void clients.set(id, assignment),
    ofRequest,
    ofClient: (id) => clients.get(id ?? '') ?? nothing,
    handOn: (id, result) => void results.set(result, ofRequest(id)),
    ofResult: (id) => results.get(id ?? '') ?? nothing,
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
