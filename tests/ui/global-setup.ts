import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build'
import type { TestProject } from 'vitest/node'

type Messages = ReturnType<typeof generateChromeMessages>

declare module 'vitest' {
  interface ProvidedContext {
    messages: Messages
  }
}

/** The locale is read once for all files, because that takes longer than many of the tests. */
export default async function provideMessages(project: TestProject): Promise<void> {
  const locale = await parseMessagesFile('lib/i18n/locales/en.yml')
  project.provide('messages', generateChromeMessages(locale))
}
