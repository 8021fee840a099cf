import type { Delivery } from '@/lib/flow/model/hold'
import { postForm } from './post-form'

type Navigation = Pick<Delivery, 'url' | 'form'>

/**
 * Allows top-level navigation. The origin is opaque, so the navigation is cross-site everywhere.
 */
const sandbox = 'allow-scripts allow-forms allow-top-navigation'

/**
 * Navigates the tab from a frame without an origin, as a page of a different site would. A page of
 * the extension counts as same-site with the app, and its navigations carry all SameSite cookies.
 *
 * @see [RFC 6265bis](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.2)
 */
export function navigateFromFrame(navigation: Navigation): void {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', sandbox)
  frame.hidden = true
  frame.src = '/release.html'
  frame.addEventListener('load', () => frame.contentWindow?.postMessage(navigation, '*'))
  document.body.append(frame)
}

/** The script in that frame: it waits until the held page sends the target. */
export function startNavigation(): void {
  addEventListener('message', ({ source, origin, data }: MessageEvent<Navigation>) => {
    if (source !== parent || origin !== location.origin) return
    if (data.form === null) top?.location.replace(data.url)
    else postForm(data.url, data.form, '_top')
  })
}
