import { cleanup, configure } from '@testing-library/react'
import { generateChromeMessages, parseMessagesFile, type ChromeMessage } from '@wxt-dev/i18n/build'
import { afterEach, beforeEach, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { emptyMirror, useMirror } from '@/lib/state/mirror'

const messages: Readonly<Record<string, ChromeMessage>> = generateChromeMessages(
  await parseMessagesFile('lib/i18n/locales/en.yml'),
)

/** Answers as a browser does: `$1` to `$9` are put in, an unknown key gives an empty text. */
function getMessage(key: string, substitutions?: string | readonly string[]): string {
  const given = typeof substitutions === 'string' ? [substitutions] : (substitutions ?? [])
  const message = messages[key]?.message ?? ''
  return message
    .replaceAll(/\$([1-9])/g, (_, at: string) => given[Number(at) - 1] ?? '')
    .replaceAll('$$', '$')
}

/** happy-dom knows the attribute only. */
Object.assign(HTMLElement.prototype, { showPopover: () => undefined, hidePopover: () => undefined })

// What appears is waited for as long as a slow machine takes.
configure({ asyncUtilTimeout: 10_000 })

beforeEach(() => {
  fakeBrowser.i18n.getMessage = getMessage as typeof fakeBrowser.i18n.getMessage
  useMirror.setState(emptyMirror, true)
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})
