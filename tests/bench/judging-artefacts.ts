import { judge } from '@/lib/rules/run'
import type { ArtefactKind } from '@/lib/model/rule-result'
import type { Artefacts } from '@/lib/rules/artefacts'
import { allFixtures } from '../rules/all-fixtures'

interface Judged {
  readonly kind: ArtefactKind
  /** Judges this number of artefacts by all rules. */
  readonly judgeMany: (count: number) => void
  /** Parses and writes the same artefacts as JSON. */
  readonly copyMany: (count: number) => void
}

/** Correct artefacts of each kind: the first of each rule. */
export const judged: readonly Judged[] = (Object.keys(allFixtures) as ArtefactKind[]).map(
  (kind) => {
    const artefacts = Object.values(allFixtures[kind]).map(({ passed }) => passed[0])
    const texts = artefacts.map((artefact) => JSON.stringify(artefact))
    const each = (count: number, task: (index: number) => void) => {
      for (let nth = 0; nth < count; nth++) task(nth % artefacts.length)
    }
    return {
      kind,
      judgeMany: (count) =>
        each(count, (index) =>
          judge(kind, artefacts[index] as unknown as Artefacts[typeof kind], 'fapi2ms'),
        ),
      copyMany: (count) => each(count, (index) => JSON.stringify(JSON.parse(texts[index] ?? ''))),
    }
  },
)
