import { visibleText } from '@/lib/model/visible-text'

type Props = Readonly<Record<string, unknown>>

/** The attributes that the browser draws or reads out. The value of an input stays as it was typed. */
const drawn = ['title', 'aria-label', 'aria-description', 'aria-valuetext', 'alt', 'placeholder']

/**
 * The properties of an element with its text made visible. What is already safe to draw is returned
 * unchanged.
 */
export function visibleProps(type: unknown, props: Props): Props {
  const children = visibleChild(props['children'])
  const isSame = children === props['children']
  const changed = typeof type === 'string' ? drawn.filter((name) => isHidden(props[name])) : []
  if (isSame && changed.length === 0) return props
  return {
    ...props,
    ...(isSame ? {} : { children }),
    ...Object.fromEntries(changed.map((name) => [name, visibleChild(props[name])])),
  }
}

function isHidden(value: unknown): boolean {
  return typeof value === 'string' && visibleText(value) !== value
}

function visibleChild(child: unknown): unknown {
  if (typeof child === 'string') return visibleText(child)
  return Array.isArray(child) && child.some(isHidden) ? child.map(visibleChild) : child
}
