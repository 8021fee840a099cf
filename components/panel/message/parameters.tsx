import { beginningOf } from '@/components/ui/long-text'
import { SectionBar } from '@/components/ui/section-bar'
import type { MessageKind, MessageOf } from '@/lib/flow/model/message'
import type { RuleResult } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { meaningOf } from './meaning'
import { paramRows } from './param-rows'
import { paramsOf } from '@/lib/flow/read/message-params'
import { tokensOf } from '@/lib/flow/read/message-tokens'
import { ValueTable } from './value-table'

const noMeanings: Readonly<Record<string, string>> = {}

interface ParametersProps {
  message: MessageOf<MessageKind>
  title: string
  url: string
  /** The results to show; by default all results of the message. */
  results?: readonly RuleResult[]
  meanings?: Readonly<Record<string, string>>
  onDecode: (name: string) => void
}

/** The decoded parameters of a message, each with its checks. */
export function Parameters({
  message,
  title,
  url,
  results = message.results,
  meanings = noMeanings,
  onDecode,
}: ParametersProps) {
  const params = paramsOf(message)
  const rows = paramRows({
    place: 'parameter',
    params,
    results,
    tokens: tokensOf(message).map(({ name }) => name),
    onDecode,
  }).map((row) => ({ ...row, ...meaningOf(row.name, meanings) }))
  return (
    <>
      <SectionBar level={3} title={title}>
        <span>{params.length}</span>
        <span className="grow" />
        <span className="mono cut" title={beginningOf(url)}>
          {beginningOf(url)}
        </span>
      </SectionBar>
      <ValueTable label={title} place="parameter" rows={rows} />
      {'shortened' in message && message.shortened && (
        <p className="note-line meta">{t('panel.message.shortened')}</p>
      )}
    </>
  )
}
