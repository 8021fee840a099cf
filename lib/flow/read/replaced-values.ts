import { sensitivityOf, type Place } from '@/lib/model/credentials'
import type { RuleResult } from '@/lib/model/rule-result'

const places: readonly Place[] = ['parameter', 'claim', 'member', 'header']

/** Names that are public on the screen and replaced in files. */
const exportOnly: ReadonlySet<string> = new Set(['state', 'request_uri'])

/** Artefacts whose rules compare messages with each other, or a JWT with its signature. */
const compared: ReadonlySet<RuleResult['on']> = new Set([
  'flow',
  'jwt',
  'id-token',
  'access-token',
  'request-object',
  'client-assertion',
  'dpop-proof',
  'app-defence',
])

/** Parts of a message with a name of their own, such as a header. */
const nameOnly = /^[\w.-]+$/

/**
 * Whether a verdict may rest on a value that a safe file replaces. The verdict in the file was reached before
 * that, and the file alone cannot confirm it.
 */
export function restsOnReplaced({
  on,
  of,
  about,
}: Pick<RuleResult, 'on' | 'of' | 'about'>): boolean {
  if (compared.has(on) || of !== 'message' || !nameOnly.test(about)) return true
  const name = about.split('.').at(-1) ?? about
  return exportOnly.has(name) || places.some((place) => isReplaced(place, name))
}

function isReplaced(place: Place, name: string): boolean {
  const sensitivity = sensitivityOf(place, name)
  return sensitivity !== undefined && sensitivity !== 'public'
}
