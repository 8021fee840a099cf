import { Fragment, useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { StatusIcon } from '@/components/ui/icon'
import { plainText, Prose } from '@/components/ui/prose'
import { ruleProfileText } from '@/components/ui/rule-profile-text'
import { SpecLink } from '@/components/ui/spec-link'
import type { MetadataRecord } from '@/lib/storage/state'
import { metadataFields } from '@/lib/oauth/metadata-fields'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { isObject, jsonText } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { beginningOf, LongText, useFirst } from '@/components/ui/long-text'
import { t, tData } from '@/lib/i18n'
import { JsonTree } from '@/components/ui/json-tree'
import { keyed } from '@/components/ui/keyed'
import { fieldRows, type FieldRow } from './server-rows'
import { useKeyDown } from '@/components/ui/use-key-down'
import { moveCopyFocus } from '@/components/ui/copy-focus'

interface ServerFieldsProps {
  document: FetchedDocument
  record: MetadataRecord
  rules: RuleProfile
}

/**
 * One row per member: its value, its checks and its clause. A member without a check has just its value. The last
 * line keeps the table from reading as conformity: most requirements of a profile on its metadata have no rule yet.
 */
export function ServerFields({ document, record, rules }: ServerFieldsProps) {
  const rows = fieldRows(document, record)
  const [active, setActive] = useState<string | null>(null)
  const table = useKeyDown<HTMLTableElement>(moveCopyFocus)
  const stop = rows.some((row) => keyOf(row) === active) ? active : firstStop(rows)
  const { first, more } = useFirst(rows)
  return (
    <div className="scroll">
      <table
        className="tbl tbl--fixed ready values"
        aria-label={t('panel.server.metadata')}
        ref={table}
      >
        <thead>
          <tr>
            <th scope="col" className="c-f">
              {t('panel.server.field')}
            </th>
            <th scope="col">{t('panel.server.published')}</th>
            <th scope="col" className="c-c">
              <span className="vh">{t('panel.raw.copy')}</span>
            </th>
            <th scope="col" className="c-v2">
              {t('panel.server.check')}
            </th>
            <th scope="col" className="c-s">
              {t('panel.server.source')}
            </th>
          </tr>
        </thead>
        <tbody>
          {first.map((row) => (
            <Row
              key={keyOf(row)}
              row={row}
              stop={keyOf(row) === stop}
              onFocus={() => setActive(keyOf(row))}
            />
          ))}
        </tbody>
      </table>
      {more && <p className="note-line">{more}</p>}
      <p className="note-line meta">{t('panel.server.rules_checked', [ruleProfileText(rules)])}</p>
    </div>
  )
}

const keyOf = ({ kind, name }: FieldRow) => `${kind} ${name}`

function firstStop(rows: readonly FieldRow[]): string | null {
  const first = rows.find(({ value }) => value !== undefined)
  return first ? keyOf(first) : null
}

interface RowProps {
  row: FieldRow
  /** Its button and link are the tab stop of the table. */
  stop: boolean
  onFocus: () => void
}

function Row({ row, stop, onFocus }: RowProps) {
  const { name, kind, value, verdicts, source } = row
  const tabIndex = stop ? 0 : -1
  return (
    <tr onFocus={onFocus} className={kind === 'alias' ? 'ready__alias' : undefined}>
      <th className="is-key" scope="row">
        <Name name={name} />
      </th>
      <td className="is-val">
        <Value name={name} value={value} />
        {verdicts
          .filter(({ status }) => status !== 'pass')
          .map(({ status, text }) => (
            <span key={text} className={`note note--${status}`}>
              <Prose>{text}</Prose>
            </span>
          ))}
        {kind === 'field' && (
          <span className="note">
            <Prose>
              {metadataFields.has(name)
                ? tData(`metadata_fields.${name}`)
                : t('panel.server.unknown')}
            </Prose>
          </span>
        )}
      </td>
      <td className="is-copy">
        {value !== undefined && (
          <CopyButton
            value={jsonText(value)}
            label={t('panel.copy.value', [name])}
            tabIndex={tabIndex}
          />
        )}
      </td>
      <td className="ready__check">
        <Verdict row={row} />
      </td>
      <td className="meta ready__source">
        {source && <SpecLink specRef={source} tabIndex={tabIndex} />}
      </td>
    </tr>
  )
}

/** A long name breaks after its underscores. */
function Name({ name }: { name: string }) {
  return keyed(beginningOf(name).split(/(?<=_)/), (part) => part).map(({ key, item }) => (
    <Fragment key={key}>
      {item}
      <wbr />
    </Fragment>
  ))
}

function Verdict({ row: { verdicts } }: Pick<RowProps, 'row'>) {
  const [worst] = verdicts
  if (!worst) return null
  const word = worst.code === null ? null : wordOf(worst.code)
  return (
    <span className="verdict" title={plainText(worst.text)}>
      <StatusIcon status={worst.status} {...(word === null ? {} : { label: word })} />
      <span aria-hidden="true">{word ?? tData(`ui.status.${worst.status}`)}</span>
    </span>
  )
}

/** The cause in one or two words, if it has such a name. */
function wordOf(code: string): string | null {
  const key = `panel.server.verdict.${code}`
  const word = tData(key)
  return word === key ? null : word
}

/** Strings that look like a boolean or a number keep their quotes. */
const looksOtherwise = /^(?:true|false|null|-?\d+(?:\.\d+)?)$/

/** Strings as text, lists by their items, anything deeper as a tree. */
function Value({ name, value }: { name: string; value: unknown }) {
  if (value === undefined) return <span className="quiet">{t('panel.server.absent')}</span>
  if (value === '') return <span className="quiet">{t('panel.server.empty_text')}</span>
  if (typeof value === 'string')
    return <LongText text={looksOtherwise.test(value) ? JSON.stringify(value) : value} />
  if (isObject(value))
    return name === 'mtls_endpoint_aliases' ? null : <JsonTree value={value} label={name} />
  if (!Array.isArray(value)) return <span className="n">{JSON.stringify(value)}</span>
  if (value.length === 0) return <span className="quiet">{t('panel.server.empty_list')}</span>
  return value.every((item) => typeof item === 'string') ? (
    <span>
      <LongText text={value.join(', ')} maxCharacters={4000} />
    </span>
  ) : (
    <JsonTree value={value} label={name} />
  )
}
