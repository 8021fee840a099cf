import type { ConsentLife, ConsentTemplate, FlowConsent } from '@/lib/flow/model/flow-consent'
import { instantOf } from '../quantity'
import { valueAt } from '../schema'
import { bodyOf } from '../snapshot'

/** Maximum characters of an id; the longest of an ecosystem is 256. */
const maxId = 1000

const pathIn = (body: unknown, path: string): unknown =>
  path === '' ? undefined : valueAt(body, path.split('.'))

/** The id in the body of a response; null if it is missing or cannot be one. `..` would name another path. */
export function consentIdIn(text: string, path: string): string | null {
  const id = pathIn(bodyOf(text), path)
  if (typeof id !== 'string' || id === '' || id.length > maxId) return null
  return /^\.{1,2}$/.test(id) ? null : id
}

/** What a response says about the consent, by the paths of the template. */
export function consentReport(
  text: string,
  { status }: Pick<ConsentTemplate, 'status'>,
): Pick<FlowConsent, 'status' | 'expiry'> {
  if (!status) return { status: null, expiry: null }
  const body = bodyOf(text)
  const value = pathIn(body, status.value)
  const isText = typeof value === 'string' || typeof value === 'boolean'
  return {
    status: isText ? String(value).slice(0, 100) : null,
    expiry: instantOf(pathIn(body, status.expiry)),
  }
}

/** The life that a status of the template means; null if the template does not name it. */
export function lifeOfStatus(
  { status }: Pick<ConsentTemplate, 'status'>,
  code: string | null,
): ConsentLife | null {
  const words = status?.words ?? {}
  return code !== null && Object.hasOwn(words, code) ? (words[code] ?? null) : null
}
