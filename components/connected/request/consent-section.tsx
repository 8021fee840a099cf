import { useState } from 'react'
import { Segmented } from '@/components/ui/segmented'
import { t } from '@/lib/i18n'
import { isObject, jsonArrayOf } from '@/lib/model/json'
import { prettyJson } from '@/lib/model/pretty-json'
import { detailLeaves, withLeaf, withProfileLeaf, type DetailLeaf } from './details-form'
import { withParam } from './edit-values'
import { useSheet } from './sheet-context'
import { ValueRow } from './value-row'
import { ParamRow } from './param-row'
import { SheetSection } from './sheet-section'

const name = 'authorization_details'

/** `authorization_details`: a field for each value in it, or the JSON. */
export function ConsentSection() {
  const { profile, values, edit } = useSheet()
  const [view, setView] = useState<'form' | 'json'>('form')
  const own = profile.authorizationDetails
  const changed = values.params[name]
  const text = changed === undefined ? own : (changed ?? '')
  const leaves = detailLeaves(text, own)
  const set = (next: string) => edit(withParam(values, name, next))
  const isForm = view === 'form' && leaves !== null && text !== ''
  return (
    <SheetSection
      title={t('panel.requests.sections.consent')}
      summary={summaryOf(text)}
      isOpen={text !== ''}
      tools={
        leaves && (
          <Segmented
            label={t('panel.requests.show_as')}
            options={[
              { value: 'form', label: t('panel.requests.form') },
              { value: 'json', label: 'JSON' },
            ]}
            value={view}
            onChange={(next) => {
              if (next === 'json' && text !== '' && changed !== undefined) set(prettyJson(text))
              setView(next)
            }}
          />
        )
      }
    >
      {isForm ? <DetailRows /> : <ParamRow name={name} field="authorizationDetails" isLong />}
    </SheetSection>
  )
}

interface DetailRowsProps {
  /** Members without a row. */
  readonly hidden?: ReadonlySet<string>
}

/** A row for each value in `authorization_details`; none if they cannot be edited as a form. */
export function DetailRows({ hidden }: DetailRowsProps) {
  const { profile, values, edit } = useSheet()
  const own = profile.authorizationDetails
  const changed = values.params[name]
  const text = changed === undefined ? own : (changed ?? '')
  const isAsOwn = (next: string) => JSON.stringify(jsonArrayOf(own)) === next
  const leaves = (detailLeaves(text, own) ?? []).filter(({ label }) => !hidden?.has(label))
  return leaves.map((leaf) => (
    <LeafRow
      key={leaf.path.join('.')}
      leaf={leaf}
      onChange={(value) => edit(withParam(values, name, withLeaf(text, leaf.path, value)))}
      onUndo={() => {
        const next = withProfileLeaf(text, leaf.path, own)
        edit(withParam(values, name, isAsOwn(next) ? undefined : next))
      }}
    />
  ))
}

/** The types, and how many elements there are. */
function summaryOf(text: string): string {
  const types = (jsonArrayOf(text) ?? []).flatMap((element) =>
    isObject(element) && typeof element['type'] === 'string' ? [element['type']] : [],
  )
  if (text.trim() === '') return t('panel.requests.not_sent')
  return types.join(', ') || name
}

interface LeafRowProps {
  readonly leaf: DetailLeaf
  readonly onChange: (value: string | readonly string[]) => void
  readonly onUndo: () => void
}

function LeafRow({ leaf, onChange, onUndo }: LeafRowProps) {
  const { label, value, options, isChanged } = leaf
  const isTicked = typeof value !== 'string'
  return (
    <ValueRow
      name={label}
      field="authorizationDetails"
      value={isTicked ? value.join(' ') : value}
      isChanged={isChanged}
      isKept
      onChange={(next) => (typeof next === 'string' ? onChange(next) : onUndo())}
    >
      {isTicked ? (
        <div className="sheet__ticks">
          {options.map((option) => (
            <label key={option} className="tick">
              <input
                type="checkbox"
                checked={value.includes(option)}
                onChange={({ target }) =>
                  onChange(
                    options.filter((each) =>
                      each === option ? target.checked : value.includes(each),
                    ),
                  )
                }
              />
              <span className="mono">{option}</span>
            </label>
          ))}
        </div>
      ) : undefined}
    </ValueRow>
  )
}
