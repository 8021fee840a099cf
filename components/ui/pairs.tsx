import './parts.css'
import { useId } from 'react'
import { Plus, X } from 'lucide-react'
import type { ExtraParams } from '@/lib/oauth/profile'
import { t } from '@/lib/i18n'
import { Button, IconButton } from './button'
import { Icon } from './icon'

/** A row as typed; its id is stable while other rows are added and removed. */
export interface Pair {
  readonly id: number
  readonly name: string
  readonly value: string
  /** An example of a value. */
  readonly example?: string
}

/** Rows with these names and values. */
export function pairsOf(
  rows: readonly (readonly [name: string, value: string, example?: string])[],
): readonly Pair[] {
  return rows.map(([name, value, example], id) => ({
    id,
    name,
    value,
    ...(example === undefined ? {} : { example }),
  }))
}

/** The parameters of the rows: those with a name and a value. */
export function paramsOfPairs(pairs: readonly Pair[]): ExtraParams {
  return pairs.flatMap(({ name, value }): ExtraParams =>
    name.trim() === '' || value === '' ? [] : [[name.trim(), value]],
  )
}

interface PairsProps {
  readonly label: string
  readonly pairs: readonly Pair[]
  readonly onChange: (pairs: readonly Pair[]) => void
  /** Names that servers are known to use. */
  readonly suggestions?: readonly string[]
}

const none: readonly string[] = []

/** Names and values in the order in which they are sent. */
export function Pairs({ label, pairs, onChange, suggestions = none }: PairsProps) {
  const list = useId()
  const edit = (id: number, part: Partial<Pair>) =>
    onChange(pairs.map((pair) => (pair.id === id ? { ...pair, ...part } : pair)))
  const add = () =>
    onChange([
      ...pairs,
      { id: Math.max(-1, ...pairs.map(({ id }) => id)) + 1, name: '', value: '' },
    ])
  return (
    <fieldset className="pairs">
      <legend className="label">{label}</legend>
      {pairs.map(({ id, name, value, example }, index) => (
        <div key={id} className="pairs__row">
          <span className="field">
            <input
              className="mono"
              aria-label={t('ui.pairs.name', [label, String(index + 1)])}
              autoComplete="off"
              spellCheck={false}
              list={suggestions.length > 0 ? list : undefined}
              value={name}
              onChange={({ target }) => edit(id, { name: target.value })}
            />
          </span>
          <span className="field">
            <input
              className="mono"
              aria-label={t('ui.pairs.value', [name || label])}
              autoComplete="off"
              spellCheck={false}
              placeholder={example}
              value={value}
              onChange={({ target }) => edit(id, { value: target.value })}
            />
          </span>
          <IconButton
            label={t('ui.pairs.remove', [name || label])}
            onClick={() => onChange(pairs.filter((pair) => pair.id !== id))}
          >
            <Icon of={X} />
          </IconButton>
        </div>
      ))}
      {suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
      )}
      <Button variant="link" icon={<Icon of={Plus} />} onClick={add}>
        {t('ui.pairs.add')}
      </Button>
    </fieldset>
  )
}
