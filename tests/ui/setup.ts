import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, inject, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { emptyMirror, useMirror } from '@/lib/state/mirror'
import { getMessageOf } from '../samples/get-message'

const getMessage = getMessageOf(inject('messages'))

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

// This DOM draws nothing, so a page is idle at once.
globalThis.requestIdleCallback ??= (run) =>
  Number(setTimeout(() => run({ didTimeout: false, timeRemaining: () => 0 })))
