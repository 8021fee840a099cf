import { getMessageOf } from '../samples/get-message'

type Messages = Parameters<typeof getMessageOf>[0]

/** A page that is not of an extension has no `i18n`; its messages are put into the page by the server. */
const text = document.querySelector('#messages')?.textContent ?? '{}'
const scope = globalThis as unknown as { chrome?: object }
// The same object: a chunk that runs earlier may have it already.
scope.chrome = Object.assign(scope.chrome ?? {}, {
  i18n: { getMessage: getMessageOf(JSON.parse(text) as Messages) },
})
