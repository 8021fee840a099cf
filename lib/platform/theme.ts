import { browser } from 'wxt/browser'

/** The theme of DevTools, which can differ from the system's. A tab has none. */
interface Panels {
  readonly themeName?: string
  readonly onThemeChanged?: { addListener(listener: (name: string) => void): void }
}

/**
 * Applies the theme of DevTools to the page, and follows its changes if the browser reports them.
 */
export function followTheme(): void {
  const panels = (browser as { devtools?: { panels?: Panels } }).devtools?.panels
  if (!panels) return
  apply(panels.themeName)
  panels.onThemeChanged?.addListener(apply)
}

function apply(name: string | undefined): void {
  document.documentElement.dataset['theme'] = name === 'dark' ? 'dark' : 'light'
}
