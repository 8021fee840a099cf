import { browser, type Browser } from 'wxt/browser'
import type { Observation } from '@/lib/capture/observation'
import {
  fromBeforeRedirect,
  fromBeforeRequest,
  fromCompleted,
  fromErrorOccurred,
  fromHeadersReceived,
} from '@/lib/capture/web-request'

type Observe = (observation: Observation) => void

/** Only pages and frames: their subresources are not needed. */
const pages: Browser.webRequest.RequestFilter = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['main_frame', 'sub_frame'],
}

/** A listener that can be added more than once. */
interface Registration {
  add(): void
  remove(): void
}

/**
 * Observes the navigations of the granted hosts. Must be called when the worker starts. Chromium
 * silently ignores listeners until a host is granted, and accepts them after the first grant only if
 * the old ones are removed first.
 */
export function observeNavigations(observe: Observe): void {
  const registrations = listeners(observe)
  for (const registration of registrations) registration.add()
  browser.permissions.onAdded.addListener(() => {
    for (const registration of registrations) registration.remove()
    for (const registration of registrations) registration.add()
  })
}

function listeners(observe: Observe): readonly Registration[] {
  const { webRequest } = browser
  const onBeforeRequest = (details: Browser.webRequest.OnBeforeRequestDetails) => {
    observe(fromBeforeRequest(details))
    return undefined
  }
  /** The redirect targets of responses, by request, until the redirect is followed or fails. */
  const locations = new Map<string, string>()
  const onHeadersReceived = (details: Browser.webRequest.OnHeadersReceivedDetails) => {
    const observation = fromHeadersReceived(details)
    if (observation) {
      locations.set(details.requestId, observation.location)
      observe(observation)
    }
    return undefined
  }
  const onBeforeRedirect = (details: Browser.webRequest.OnBeforeRedirectDetails) => {
    const location = locations.get(details.requestId) ?? null
    locations.delete(details.requestId)
    observe(fromBeforeRedirect(details, location))
  }
  const onCompleted = (details: Browser.webRequest.OnCompletedDetails) => {
    locations.delete(details.requestId)
    observe(fromCompleted(details))
  }
  const onErrorOccurred = (details: Browser.webRequest.OnErrorOccurredDetails) => {
    locations.delete(details.requestId)
    observe(fromErrorOccurred(details))
  }
  return [
    {
      add: () => webRequest.onBeforeRequest.addListener(onBeforeRequest, pages, ['requestBody']),
      remove: () => webRequest.onBeforeRequest.removeListener(onBeforeRequest),
    },
    {
      add: () =>
        webRequest.onHeadersReceived.addListener(onHeadersReceived, pages, ['responseHeaders']),
      remove: () => webRequest.onHeadersReceived.removeListener(onHeadersReceived),
    },
    {
      add: () => webRequest.onBeforeRedirect.addListener(onBeforeRedirect, pages),
      remove: () => webRequest.onBeforeRedirect.removeListener(onBeforeRedirect),
    },
    {
      add: () => webRequest.onCompleted.addListener(onCompleted, pages, ['responseHeaders']),
      remove: () => webRequest.onCompleted.removeListener(onCompleted),
    },
    {
      add: () => webRequest.onErrorOccurred.addListener(onErrorOccurred, pages),
      remove: () => webRequest.onErrorOccurred.removeListener(onErrorOccurred),
    },
  ]
}
