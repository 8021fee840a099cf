import { vi } from 'vitest'
import type { Host } from '@/lib/state/host'

export function hostStub() {
  return {
    browser: 'chrome',
    version: '0.0.0',
    inDevtools: false,
    requestAccess: vi.fn<Host['requestAccess']>(() => Promise.resolve(true)),
    removeAccess: vi.fn<Host['removeAccess']>(() => Promise.resolve(true)),
    requestNotices: vi.fn<Host['requestNotices']>(() => Promise.resolve(true)),
    removeNotices: vi.fn<Host['removeNotices']>(() => Promise.resolve(true)),
    openShortcuts: vi.fn<Host['openShortcuts']>(() => Promise.resolve(true)),
    accessPattern: (url: string) => `${url}/*`,
    readFile: vi.fn<Host['readFile']>(async (file) => ({ kind: 'text', text: await file.text() })),
    close: () => undefined,
    pageLocation: () => Promise.resolve(null),
    deliver: () => undefined,
    back: () => undefined,
    clear: () => undefined,
    leave: () => undefined,
  } satisfies Host
}
