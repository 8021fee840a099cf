import { useDeferredValue, useMemo, useState } from 'react'
import { liveFlows } from '@/components/panel/flows/flow-items'
import type { ArtefactKind } from '@/lib/model/rule-result'
import { useMirror } from '@/lib/state/mirror'
import {
  groupsOf,
  isLimited,
  itemsOf,
  matchesText,
  noRuleFilter,
  passesFilter,
  readRules,
  rulesIn,
  type ListedRule,
  type ListProfile,
  type ReadRule,
  type RuleFilter,
  type RuleItem,
} from './rule-items'
import { useFlowResults, type FlowResults } from './use-flow-results'

/** The list of rules, and what limits it. */
export interface Rules {
  readonly all: readonly ReadRule[]
  /** Those that run in the profile of the list. */
  readonly run: readonly ListedRule[]
  /** Those that are shown, in their order, also in groups that are folded. */
  readonly shown: readonly ListedRule[]
  readonly items: readonly RuleItem[]
  readonly results: FlowResults
  readonly profile: ListProfile
  setProfile(profile: ListProfile): void
  readonly filter: RuleFilter
  setFilter(filter: RuleFilter): void
  readonly limited: boolean
  /** Rules that match the text in any profile, without the filters. */
  readonly elsewhere: number
  fold(on: ArtefactKind, isOpen: boolean): void
  /** Removes every filter but the profile. */
  clear(): void
}

export function useRules(): Rules {
  const flows = useMirror((state) => state.flows)
  const usual = useMirror(({ profiles, settings }) => {
    const current = profiles.find(({ id }) => id === settings.currentProfileId)
    return current?.removedAt === undefined ? current?.ruleProfile : undefined
  })
  const [chosen, setProfile] = useState<ListProfile | null>(null)
  const [filter, setFilter] = useState(noRuleFilter)
  const [opened, setOpened] = useState<ReadonlySet<ArtefactKind> | null>(null)
  const profile = chosen ?? usual ?? 'all'
  const wanted = useDeferredValue(filter)
  const live = useMemo(() => liveFlows(flows), [flows])
  const results = useFlowResults(live)
  const all = useMemo(() => readRules(), [])
  const run = useMemo(() => rulesIn(all, profile), [all, profile])
  const groups = useMemo(() => {
    const found = run.filter((rule) => passesFilter(rule, wanted, results.uses))
    return groupsOf(found, results.uses)
  }, [run, wanted, results.uses])
  const limited = isLimited(wanted)
  const open = useMemo(
    () => opened ?? new Set(groups.slice(0, 1).map(({ on }) => on)),
    [opened, groups],
  )
  const items = useMemo(
    () => itemsOf(groups, (on) => limited || open.has(on)),
    [groups, limited, open],
  )
  const fold = (on: ArtefactKind, isOpen: boolean) => {
    const next = new Set(open)
    if (isOpen) next.add(on)
    else next.delete(on)
    setOpened(next)
  }
  return {
    all,
    run,
    shown: groups.flatMap(({ rules }) => rules),
    items,
    results,
    profile,
    setProfile,
    filter,
    setFilter,
    limited,
    elsewhere: all.filter((rule) => matchesText(rule, wanted.text)).length,
    fold,
    clear: () => setFilter(noRuleFilter),
  }
}
