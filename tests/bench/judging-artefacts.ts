import { judge } from '@/lib/rules/run'
import type { ArtefactKind } from '@/lib/model/rule-result'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Artefacts } from '@/lib/rules/artefacts'
import { allFixtures } from '../rules/all-fixtures'
import { good, judged as judgedFlow } from '../samples/good-flow'

/** The rule profiles with the most rules. */
const profiles = ['fapi2ms', 'ofm', 'uk', 'br', 'cdr'] as const satisfies readonly RuleProfile[]

interface Judged {
  readonly name: string
  /** Judges this number of artefacts by all rules. */
  readonly judgeMany: (count: number) => void
  /** Parses and writes the same artefacts as JSON. */
  readonly copyMany: (count: number) => void
}

/** Correct artefacts of each kind: the first of each rule, under each of the rule profiles. */
export const judged: readonly Judged[] = (Object.keys(allFixtures) as ArtefactKind[]).flatMap(
  (kind) => {
    const artefacts = Object.values(allFixtures[kind]).map(({ passed }) => passed[0])
    const texts = artefacts.map((artefact) => JSON.stringify(artefact))
    return profiles.map((profile) => ({
      name: `${kind} under ${profile}`,
      judgeMany: (count) =>
        each(count, artefacts, (artefact) =>
          judge(kind, artefact as unknown as Artefacts[typeof kind], profile),
        ),
      copyMany: (count) => each(count, texts, copy),
    }))
  },
)

/** A flow of 16 messages, judged anew as after each message; a new array, because facts are kept by it. */
export const flow: Judged = {
  name: 'flow of 16 messages',
  judgeMany: (count) => each(count, [good], (messages) => judgedFlow([...messages], 'ofm')),
  copyMany: (count) => each(count, [JSON.stringify(good)], copy),
}

function each<T>(count: number, items: readonly T[], task: (item: T) => void): void {
  for (let nth = 0; nth < count; nth++) task(items[nth % items.length] as T)
}

function copy(text: string): void {
  JSON.stringify(JSON.parse(text))
}
