import { browser } from 'wxt/browser'

/** The theme of the developer tools, which can differ from the system's; a tab has none. */
interface Panels {
  readonly themeName?: string
  readonly onThemeChanged?: { addListener(listener: (name: string) => void): void }
}

/** Sets the page's theme as the developer tools have it, and follows its change where the browser tells. */
export function followTheme(): void {
  const panels = (browser as { devtools?: { panels?: Panels } }).devtools?.panels
  if (!panels) return
  apply(panels.themeName)
  panels.onThemeChanged?.addListener(apply)
}

function apply(name: string | undefined): void {
  document.documentElement.dataset['theme'] = name === 'dark' ? 'dark' : 'light'
}
