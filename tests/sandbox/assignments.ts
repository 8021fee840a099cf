import type { RedirectBy } from './carriers.ts'
import { faults, type Fault, type FaultName } from './faults.ts'

/** What the user decides: `ask` leaves it to whoever sits before the pages; the others need nobody. */
export type Decision = 'ask' | 'approve' | 'approve-by-page' | 'deny'

const decisions: readonly Decision[] = ['ask', 'approve', 'approve-by-page', 'deny']

/** Says whether there is a decision of this name. */
export const isDecision = (name: string): name is Decision => decisions.some((one) => one === name)

/** What is special about one pushed request. */
export interface Assignment {
  readonly fault?: FaultName | undefined
  readonly redirectBy?: RedirectBy | undefined
  /** As the setting `unattended` says when absent. */
  readonly decision?: Decision | undefined
}

export interface Assignments {
  /** Remembers what is special about the pushed request with this id. */
  readonly assign: (requestId: string, assignment: Assignment) => void
  /** Remembers what is special about all requests of a client for which nothing else was said. */
  readonly assignToClient: (clientId: string, assignment: Assignment) => void
  readonly ofRequest: (requestId: string | undefined) => Assignment
  readonly ofClient: (clientId: string | undefined) => Assignment
  /** Hands what is special about a request on to the code or the grant that it led to. */
  readonly handOn: (requestId: string, codeOrGrantId: string) => void
  /** What was handed on to a code or a grant. */
  readonly ofResult: (codeOrGrantId: string | undefined) => Assignment
}

const nothing: Assignment = {}

/** Whether anything is special at all. */
export const says = ({ fault, redirectBy, decision }: Assignment) =>
  [fault, redirectBy, decision].some((member) => member !== undefined)

/** Returns the first assignment that says anything. */
export const firstOf = (...assignments: readonly Assignment[]): Assignment =>
  assignments.find(says) ?? nothing

/** Returns an empty register; requests that are not in it are answered as they should be. */
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
