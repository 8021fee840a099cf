import {
  Fragment,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
} from 'react'
import './parts.css'
import { placeMenu } from './menu-place'

export interface MenuItem {
  readonly id: string
  readonly label: ReactNode
  readonly icon?: ReactNode | undefined
  /** The key that runs the same action without the menu. */
  readonly keyHint?: string
  readonly danger?: boolean
  /** Makes it an option of a choice. */
  readonly checked?: boolean
  /** Makes it a switch. */
  readonly switched?: boolean
  /** Why it is disabled. */
  readonly disabled?: string | undefined
  readonly onSelect: () => void
}

export interface TriggerProps {
  readonly ref: RefObject<HTMLButtonElement | null>
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-expanded': boolean
  readonly onClick: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

type MenuItems = readonly (MenuItem | null)[]

interface MenuProps {
  /** The name of the menu. */
  readonly label: string
  /** Items in order; `null` is a separator. A function is called while the menu is open. */
  readonly items: MenuItems | (() => MenuItems)
  readonly align?: 'start' | 'end'
  readonly trigger: (props: TriggerProps) => ReactNode
}

/**
 * A menu below its button: arrow keys move, Escape and Tab close, the focus returns to the button.
 */
export function Menu({ label, items, align = 'start', trigger }: MenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = useCallback((back: boolean) => {
    setOpen(false)
    if (back) button.current?.focus()
  }, [])
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || open) return
    event.preventDefault()
    event.stopPropagation()
    setOpen(true)
  }
  return (
    <>
      {trigger({
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => setOpen(!open),
        onKeyDown: openByKey,
      })}
      {open && (
        <MenuList label={label} items={items} align={align} button={button} onClose={close} />
      )}
    </>
  )
}

interface MenuListProps extends Required<Omit<MenuProps, 'trigger'>> {
  readonly button: RefObject<HTMLButtonElement | null>
  readonly onClose: (back: boolean) => void
}

const moves: Readonly<Record<string, (index: number, length: number) => number>> = {
  ArrowDown: (index, length) => (index + 1) % length,
  ArrowUp: (index, length) => (index - 1 + length) % length,
  Home: () => 0,
  End: (_, length) => length - 1,
}

function MenuList({ label, items, align, button, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!list.current || !button.current) return
    list.current.showPopover()
    placeMenu(list.current, button.current, align)
    focusItem(list.current, 0)
  }, [align, button])
  useEffect(() => {
    const leave = ({ target }: Event) => {
      const inside = [list, button].some(({ current }) => current?.contains(target as Node))
      if (!inside) onClose(false)
    }
    const events = ['pointerdown', 'scroll'] as const
    for (const name of events) document.addEventListener(name, leave, true)
    return () => {
      for (const name of events) document.removeEventListener(name, leave, true)
    }
  }, [button, onClose])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    event.stopPropagation()
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      onClose(true)
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    const all = itemsOf(event.currentTarget)
    const index = all.findIndex((item) => item === document.activeElement)
    focusItem(event.currentTarget, move(index, all.length))
  }
  return (
    <div
      ref={list}
      className="menu"
      popover="manual"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {groupsOf(typeof items === 'function' ? items() : items).map((group, index) => (
        <Fragment key={group[0]?.id}>
          {index > 0 && <hr className="menu__sep" />}
          {group.map((item) => (
            <Item key={item.id} item={item} onClose={onClose} />
          ))}
        </Fragment>
      ))}
    </div>
  )
}

function groupsOf(items: MenuItems): readonly (readonly MenuItem[])[] {
  const groups: MenuItem[][] = [[]]
  for (const item of items) {
    if (item) groups.at(-1)?.push(item)
    else groups.push([])
  }
  return groups
}

function itemsOf(list: HTMLElement): readonly HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('.menu__item')]
}

function focusItem(list: HTMLElement, index: number): void {
  itemsOf(list)[index]?.focus()
}

function Item({ item, onClose }: { item: MenuItem; onClose: MenuListProps['onClose'] }) {
  const { label, icon, keyHint, danger, checked, switched, disabled, onSelect } = item
  const id = useId()
  const choose = () => {
    if (disabled) return
    onClose(true)
    onSelect()
  }
  return (
    <button
      type="button"
      className={`menu__item ${danger ? 'menu__item--danger' : ''}`}
      role={roleOf(item)}
      aria-checked={switched ?? checked}
      aria-disabled={disabled ? true : undefined}
      aria-labelledby={`${id}-label`}
      aria-describedby={disabled === undefined ? undefined : `${id}-reason`}
      aria-keyshortcuts={keyHint?.replace(/^Del$/, 'Delete')}
      tabIndex={-1}
      onClick={choose}
    >
      {icon ?? <span className="i" />}
      {disabled === undefined ? (
        <span className="menu__label" id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <span className="menu__two menu__label">
          <span className="quiet" id={`${id}-label`}>
            {label}
          </span>
          <span className="meta" id={`${id}-reason`}>
            {disabled}
          </span>
        </span>
      )}
      {keyHint && <kbd aria-hidden="true">{keyHint}</kbd>}
    </button>
  )
}

function roleOf({ checked, switched }: MenuItem): string {
  if (switched !== undefined) return 'menuitemcheckbox'
  return checked === undefined ? 'menuitem' : 'menuitemradio'
}
