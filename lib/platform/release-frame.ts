import type { Delivery } from '@/lib/flow/model/hold'
import { postForm } from './post-form'

type Navigation = Pick<Delivery, 'url' | 'form'>

/** It may start navigations of the tab. Its origin is opaque: what it starts is cross-site everywhere. */
const sandbox = 'allow-scripts allow-forms allow-top-navigation'

/**
 * Sends the tab on from a frame without an origin, as the page of another site would. A page of the
 * extension counts as a page of the app itself, and its navigations carry all SameSite cookies.
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

/** What the page in that frame does: it waits for the held page to say where to go. */
export function startNavigation(): void {
  addEventListener('message', ({ source, origin, data }: MessageEvent<Navigation>) => {
    if (source !== parent || origin !== location.origin) return
    if (data.form === null) top?.location.replace(data.url)
    else postForm(data.url, data.form, '_top')
  })
}
