import { JsonView } from 'react-json-view-lite'
import { t } from '@/lib/i18n'
import { isObject } from '@/lib/model/json'
import { visibleText } from '@/lib/model/visible-text'
import { boundedJson } from './bounded-json'

/** Deeper levels are folded at first. */
const shouldExpandNode = (level: number) => level < 4

interface JsonTreeProps {
  value: object
  label: string
}

export function JsonTree({ value, label }: JsonTreeProps) {
  return (
    <JsonView
      data={visibleJson(boundedJson(value)) as object}
      shouldExpandNode={shouldExpandNode}
      clickToExpandNode
      aria-label={label}
      style={{
        container: 'json tree',
        basicChildStyle: 'tree__node',
        childFieldsContainer: 'tree__group',
        label: 'k',
        clickableLabel: 'k',
        nullValue: 'p',
        undefinedValue: 'p',
        numberValue: 'n',
        stringValue: 'tree__text',
        booleanValue: 'n',
        otherValue: 'p',
        punctuation: 'p',
        expandIcon: 'tree__icon',
        collapseIcon: 'tree__icon tree__icon--open',
        collapsedContent: 'tree__more',
        quotesForFieldNames: true,
        stringifyStringValues: true,
        ariaLables: { expandJson: t('panel.json.expand'), collapseJson: t('panel.json.collapse') },
      }}
    />
  )
}

/** The names and texts in a JSON value, safe to draw: the view creates its elements itself. */
function visibleJson(value: unknown): unknown {
  if (typeof value === 'string') return visibleText(value)
  if (Array.isArray(value)) return value.map(visibleJson)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [visibleText(name), visibleJson(member)]),
  )
}
