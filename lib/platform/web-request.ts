import { browser, type Browser } from 'wxt/browser'
import type { Observation } from '@/lib/capture/observation'
import {
  fromBeforeRedirect,
  fromBeforeRequest,
  fromCompleted,
  fromErrorOccurred,
  fromHeadersReceived,
} from '@/lib/capture/web-request'

/** Only whole pages: what they load is none of Parley's business, and costs nothing. */
const pages: Browser.webRequest.RequestFilter = { urls: ['<all_urls>'], types: ['main_frame'] }

/** Listens to the navigations of the hosts that Parley was given; must be called as the worker starts. */
export function observeNavigations(observe: (observation: Observation) => void): void {
  const { webRequest } = browser
  const tell = (observation: Observation | null) => {
    if (observation) observe(observation)
  }
  webRequest.onBeforeRequest.addListener(
    (details) => {
      tell(fromBeforeRequest(details))
      return undefined
    },
    pages,
    ['requestBody'],
  )
  webRequest.onHeadersReceived.addListener(
    (details) => {
      tell(fromHeadersReceived(details))
      return undefined
    },
    pages,
    ['responseHeaders'],
  )
  webRequest.onBeforeRedirect.addListener((details) => tell(fromBeforeRedirect(details)), pages)
  webRequest.onCompleted.addListener((details) => tell(fromCompleted(details)), pages)
  webRequest.onErrorOccurred.addListener((details) => tell(fromErrorOccurred(details)), pages)
}
