import type { Issue } from '@/lib/model/issue'
import { formDecode } from '@/lib/model/url'
import type { Recognition } from './recognition'

/** What follows a name in a query, in JSON or in a log, and a URN that says itself that it is a request_uri. */
const inText = [
  /(?<![\w:.%-])request_uri["'\s]{0,3}[:=]["'\s]{0,3}([^\s"'&,;<>(){}]+)/gi,
  /(?<![\w:.%-])request_uri\W{1,4}(?:is\s{1,4})?(urn:[\w.~%:+/=-]+)/gi,
  /(?<![\w:.%-])(urn:[\w.:-]{0,80}?request_uri:[\w.~%:+/=-]+)/gi,
] as const

/** A request_uri anywhere in a text, such as a line of a log. */
export function findRequestUri(text: string): Recognition | null {
  const found = inText.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, value = '']) => decodedInText(value)),
  )
  const [requestUri, other] = [...new Set(found)]
  if (!requestUri) return null
  if (other) {
    const issue: Issue = { code: 'several_request_uris', seen: String(found.length) }
    return { kind: 'unknown', issues: [issue] }
  }
  return { kind: 'request-uri', requestUri, issues: [{ code: 'text_around' }] }
}

/** A URI in a query is encoded. */
function decodedInText(value: string): string {
  return /^[a-z][a-z\d+.-]*%3a/i.test(value) ? (formDecode(`x=${value}`)[0]?.[1] ?? value) : value
}
