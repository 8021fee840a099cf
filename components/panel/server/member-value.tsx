import { Fragment } from 'react'
import { JsonTree } from '@/components/ui/json-tree'
import { keyed } from '@/components/ui/keyed'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { isObject } from '@/lib/model/json'
import { t } from '@/lib/i18n'

/** A long name breaks after its underscores. */
export function MemberName({ name }: { readonly name: string }) {
  return keyed(beginningOf(name).split(/(?<=_)/), (part) => part).map(({ key, item }) => (
    <Fragment key={key}>
      {item}
      <wbr />
    </Fragment>
  ))
}

/** Strings that look like a boolean or a number keep their quotes. */
const looksOtherwise = /^(?:true|false|null|-?\d+(?:\.\d+)?)$/

/** Longer lists are shown without marks. */
const maxItems = 100

interface MemberValueProps {
  readonly name: string
  readonly value: unknown
  /** The items that are marked. */
  readonly offending: ReadonlySet<string>
}

/** Strings as text, lists by their items, anything deeper as a tree. */
export function MemberValue({ name, value, offending }: MemberValueProps) {
  if (value === undefined) return <span className="quiet">{t('panel.server.absent')}</span>
  if (value === '') return <span className="quiet">{t('panel.server.empty_text')}</span>
  if (typeof value === 'string')
    return <LongText text={looksOtherwise.test(value) ? JSON.stringify(value) : value} />
  if (isObject(value)) return <JsonTree value={value} label={name} />
  if (!Array.isArray(value)) return <span className="n">{JSON.stringify(value)}</span>
  if (value.length === 0) return <span className="quiet">{t('panel.server.empty_list')}</span>
  return value.every((item) => typeof item === 'string') ? (
    <Items items={value} offending={offending} />
  ) : (
    <JsonTree value={value} label={name} />
  )
}

function Items({ items, offending }: { items: readonly string[]; offending: ReadonlySet<string> }) {
  if (items.length > maxItems || !items.some((item) => offending.has(item)))
    return <LongText text={items.join(', ')} maxCharacters={4000} />
  return keyed(items, (item) => item).map(({ key, item }, index) => (
    <Fragment key={key}>
      {index > 0 && ', '}
      {offending.has(item) ? <mark className="ready__bad">{item}</mark> : item}
    </Fragment>
  ))
}
