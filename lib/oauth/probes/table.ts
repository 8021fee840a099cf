import { contains } from '@/lib/model/rule-profiles'
import { clientAuthOf } from '@/lib/model/client-auth-methods'
import {
  probeIds,
  type Probe,
  type ProbeFacts,
  type ProbeNeed,
  type ProbePlace,
  type ProbeStep,
  type StepOfProbe,
} from './model'
import { assertionProbes } from './table-assertion'
import { objectProbes } from './table-object'
import { requestProbes } from './table-request'

const all = new Map(
  [...requestProbes, ...assertionProbes, ...objectProbes].map((probe) => [probe.id, probe]),
)

/** Every negative test of a server, in the order of the numbers. */
export const probes: readonly Probe[] = probeIds.flatMap((id) => all.get(id) ?? [])

/** What each need means. */
const isMet: Readonly<Record<ProbeNeed, (facts: ProbeFacts, probe: Probe) => boolean>> = {
  par: ({ profile }) => profile.sendBy === 'par',
  request_object: ({ profile }) => profile.requestAs === 'request-object',
  assertion: ({ profile }) => clientAuthOf(profile.clientAuth.method).sendsAssertion,
  rsa_key: ({ profile, keyAlgs }) =>
    profile.clientAuth.method === 'private_key_jwt' && keyAlgs.includes('RS256'),
  no_secret_in_form: ({ profile }) => profile.clientAuth.method !== 'client_secret_post',
  rules: (facts, { rules }) => rules === undefined || rules(facts),
}

/** Why a test is not offered for a profile; null if it is. */
export function unmetNeed(probe: Probe, facts: ProbeFacts): ProbeNeed | null {
  const needs: readonly ProbeNeed[] = ['rules', ...probe.needs]
  return needs.find((need) => !isMet[need](facts, probe)) ?? null
}

/** The steps of a test that apply to a profile. */
export function stepsOf(probe: Probe, facts: ProbeFacts): readonly ProbeStep[] {
  if (unmetNeed(probe, facts) !== null) return []
  return probe.steps.filter(
    ({ under, change }) =>
      (under === undefined || under.some((spec) => contains(facts.profile.ruleProfile, spec))) &&
      (change.kind !== 'request-object' || isMet.request_object(facts, probe)),
  )
}

/** Where the result of a test is seen for a profile. A profile that does not push has only the browser. */
export function placeOf({ place }: Probe, { profile }: ProbeFacts): ProbePlace {
  return profile.sendBy === 'url' ? 'browser' : place
}

/** The step with an id; null for an unknown one. */
export function stepNamed(id: string): StepOfProbe | null {
  const probe = probes.find(({ steps }) => steps.some((step) => step.id === id))
  const step = probe?.steps.find((each) => each.id === id)
  return probe && step ? { probe, step } : null
}

/** The steps that can be run for a profile, those that need the browser last. */
export function plannedSteps(facts: ProbeFacts): readonly string[] {
  const later = probes.filter((probe) => placeOf(probe, facts) === 'browser')
  const first = probes.filter((probe) => !later.includes(probe))
  return [...first, ...later].flatMap((probe) => stepsOf(probe, facts).map(({ id }) => id))
}
