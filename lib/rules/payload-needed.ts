import { parseUrl } from '@/lib/model/url'

/** A payment consent or order, or one of them. Its other resources are not signed. */
const payment = /\/pisp\/(?:[a-z]+-)+(?:consents|payments|orders)(?:\/[^/]+)?$/
const account = /\/aisp\//

/**
 * Whether UK Open Banking signs the messages of a resource; null if it does not say.
 *
 * @see [UK Open Banking, Message Signing](https://standards.openbanking.org.uk/)
 */
export function isSignedInUk(url: string): boolean | null {
  const path = parseUrl(url)?.pathname ?? ''
  if (payment.test(path) || path.endsWith('/event-notifications')) return true
  return account.test(path) ? false : null
}

/** Whether Open Finance Brasil signs the whole body of the messages of a resource. */
export function isSignedInBrazil(url: string): boolean {
  return /\/open-banking\/(?:automatic-)?payments\/v\d+\//.test(parseUrl(url)?.pathname ?? '')
}
