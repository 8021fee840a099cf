import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { beginningOf } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'
import { inserted, offersFor, typingAt, type Offer, type Typing } from './completion'
import { useRows } from './sheet-context'

type Field = HTMLInputElement | HTMLTextAreaElement

interface VariableFieldProps {
  readonly id: string
  readonly value: string
  readonly placeholder?: string | undefined
  /** The id of a list of suggestions. */
  readonly list?: string | undefined
  readonly isWrong: boolean
  /** More than one line. */
  readonly isLong?: boolean
  readonly onChange: (value: string) => void
}

/** A field in which `{{` offers the variables, each with its value. */
export function VariableField(props: VariableFieldProps) {
  const { id, value, placeholder, list, isWrong, isLong = false, onChange } = props
  const popup = useId()
  const field = useRef<Field>(null)
  const completion = useCompletion(value, field, onChange)
  const { offers, at, choose } = completion
  const isOpen = offers.length > 0
  const common = {
    id,
    value,
    placeholder,
    autoComplete: 'off',
    spellCheck: false,
    'aria-autocomplete': 'list',
    'aria-controls': isOpen ? popup : undefined,
    'aria-activedescendant': isOpen ? `${popup}-${at}` : undefined,
    'aria-invalid': isWrong || undefined,
    'aria-describedby': `${id}-below`,
    onKeyDown: completion.onKeyDown,
    onBlur: completion.close,
  } as const
  return (
    <span className="complete">
      {isLong ? (
        <textarea
          {...common}
          ref={field as React.RefObject<HTMLTextAreaElement>}
          className="area area--code"
          rows={Math.min(12, Math.max(2, value.split('\n').length))}
          onChange={({ target }) => completion.type(target)}
        />
      ) : (
        <span className={isWrong ? 'field is-fail' : 'field'}>
          <input
            {...common}
            // A field with several lines cannot have this role.
            // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- without a list of suggestions it has another one
            role="combobox"
            aria-controls={popup}
            aria-expanded={isOpen}
            ref={field as React.RefObject<HTMLInputElement>}
            className="mono"
            list={isOpen ? undefined : list}
            onChange={({ target }) => completion.type(target)}
          />
        </span>
      )}
      {isOpen && (
        <div
          id={popup}
          className="complete__list"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list belongs to a text field
          role="listbox"
          aria-label={t('panel.requests.variables')}
        >
          {offers.map((offer, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
            <div
              key={offer.name}
              id={`${popup}-${index}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(offer)}
            >
              <span className="mono">{`{{${offer.name}}}`}</span>
              <span className="meta cut">{beginningOf(offer.value)}</span>
            </div>
          ))}
        </div>
      )}
    </span>
  )
}

/** So many variables are offered at once. */
const maxOffers = 8

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function useCompletion(
  value: string,
  field: React.RefObject<Field | null>,
  onChange: (value: string) => void,
) {
  const rows = useRows()
  const [typing, setTyping] = useState<Typing | null>(null)
  const [at, setAt] = useState(0)
  /** Where the caret is once the text is drawn. */
  const caret = useRef<number | null>(null)
  const offers = typing ? offersFor(typing, rows).slice(0, maxOffers) : []
  useLayoutEffect(() => {
    if (caret.current === null) return
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })

  const close = () => setTyping(null)
  const choose = ({ name }: Offer) => {
    const element = field.current
    if (!element || !typing) return
    const next = inserted(value, element.selectionStart ?? value.length, typing, name)
    caret.current = next.caret
    onChange(next.text)
    close()
  }
  return {
    offers,
    at,
    choose,
    close,
    type(target: Field) {
      onChange(target.value)
      setTyping(typingAt(target.value, target.selectionStart ?? target.value.length))
      setAt(0)
    },
    onKeyDown(event: KeyboardEvent) {
      const offer = offers[at]
      if (!offer || event.ctrlKey || event.altKey || event.metaKey) return
      const step = steps[event.key]
      if (step !== undefined) setAt((at + step + offers.length) % offers.length)
      else if (event.key === 'Enter' || event.key === 'Tab') choose(offer)
      else if (event.key === 'Escape') close()
      else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
