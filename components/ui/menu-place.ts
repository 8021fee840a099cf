/** Space between a menu and the window's edge or its button, in px. */
const edge = 8
const gap = 2

/** Places an open menu below its button, or above it if it does not fit. */
export function placeMenu(menu: HTMLElement, button: HTMLElement, align: 'start' | 'end'): void {
  const at = button.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const wanted = align === 'start' ? at.left : at.right - width
  const below = at.bottom + gap
  const fits = below + height + edge <= window.innerHeight
  menu.style.left = `${clamp(wanted, window.innerWidth - width - edge)}px`
  menu.style.top = `${fits ? below : clamp(at.top - gap - height, below)}px`
}

function clamp(value: number, highest: number): number {
  return Math.max(edge, Math.min(value, highest))
}
