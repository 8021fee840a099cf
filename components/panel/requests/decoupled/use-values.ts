import { useState } from 'react'
import { paramsOfPairs, type Pair } from '@/components/ui/pairs'
import type { Params } from '@/lib/model/params'
import type { DecoupledGrant } from '@/lib/oauth/decoupled'
import { decoupledValues, type DecoupledValue } from '@/lib/oauth/decoupled-values'
import type { Profile } from '@/lib/oauth/profile'
import { fillText, type VariableScope } from '@/lib/oauth/variables'
import { t } from '@/lib/i18n'

/** The values of a first request while they are edited. */
export interface EditedValues {
  readonly values: readonly DecoupledValue[]
  /** Values that differ from those of the profile, by name. */
  readonly given: Readonly<Record<string, string>>
  readonly pairs: readonly Pair[]
  readonly scope: VariableScope
  /** The parameters as typed, without the empty ones. */
  readonly typed: Params
  /** The same with the values of their variables. */
  readonly params: Params
  /** Variables without a value. */
  readonly unknown: readonly string[]
  /** Number of values that differ from the profile. */
  readonly changes: number
  /** Undefined brings the value of the profile back. */
  change(name: string, value: string | undefined): void
  setPairs(pairs: readonly Pair[]): void
  reset(): void
}

/** The values of a grant. The clock stands still, so that the preview does not change by itself. */
export function useValues(profile: Profile, grant: DecoupledGrant): EditedValues {
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const [pairs, setPairs] = useState<readonly Pair[]>([])
  const [now] = useState(Date.now)
  const scope: VariableScope = {
    now,
    values: new Map(profile.variables),
    uuid: () => t('panel.requests.fresh'),
  }
  const values = decoupledValues(grant, profile)
  const extra = paramsOfPairs(pairs)
  const typed: Params = [
    ...values.map((each) => [each.name, given[each.name] ?? each.value] as const),
    ...extra,
  ].filter(([, value]) => value !== '')
  const filled = typed.map(([name, text]) => ({ name, ...fillText(text, scope) }))
  return {
    values,
    given,
    pairs,
    scope,
    typed,
    params: filled.map(({ name, value }) => [name, value]),
    unknown: [...new Set(filled.flatMap((each) => each.unknown))],
    changes: Object.keys(given).length + extra.length,
    change(name, value) {
      const { [name]: _, ...others } = given
      setGiven(value === undefined ? others : { ...others, [name]: value })
    },
    setPairs,
    reset() {
      setGiven({})
      setPairs([])
    },
  }
}
