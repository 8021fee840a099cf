import type { KeyboardEvent } from 'react'
import { plainKey } from '@/components/ui/keyboard'

/** The actions of one row in the list. */
export interface RowActions {
  readonly open: () => void
  readonly openWindow: () => void
  readonly openPrivate: () => void
  readonly openAndHold: () => void
  readonly copyUrl: () => void
  readonly copyUri: () => void
  readonly pushAgain: () => void
  readonly edit: () => void
  readonly copyCurl: () => void
  readonly rename: () => void
  readonly details: () => void
  readonly remove: () => void
  readonly restore: () => void
}

type Keys = Readonly<Record<string, keyof RowActions>>

const keys: Keys = {
  Enter: 'open',
  c: 'copyUrl',
  u: 'copyUri',
  p: 'openPrivate',
  r: 'pushAgain',
  F2: 'rename',
  Delete: 'remove',
}

/** A removed row can only be restored. */
const removedKeys: Keys = { Enter: 'restore' }

/** Runs the action of a key in a row; a field or a button in it keeps its own keys. */
export function runKey(event: KeyboardEvent<HTMLElement>, row: RowActions, removed: boolean): void {
  const { target, currentTarget } = event
  const key = plainKey(event)
  if (key === null || target instanceof HTMLInputElement) return
  if (key === 'Enter' && target !== currentTarget) return
  const action = (removed ? removedKeys : keys)[key]
  if (!action) return
  event.preventDefault()
  row[action]()
}
