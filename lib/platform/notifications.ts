import { browser } from 'wxt/browser'
import type { Notice } from '@/lib/background/ports'
import { t } from '@/lib/i18n'
import { parseUrl } from '@/lib/model/url'
import { visibleText } from '@/lib/model/visible-text'

/** The API is undefined until its permission is granted. */
const notifications = () =>
  (browser as Partial<Pick<typeof browser, 'notifications'>>).notifications

/** Shows a desktop notification under the id of its flow. A second one replaces the first. */
export async function notify({ flowId, issuer, clientId, error, held }: Notice): Promise<void> {
  const from = (issuer && parseUrl(issuer)?.host) ?? t('panel.flows.unknown_issuer')
  const title = error ?? t(held ? 'extension.notice.held' : 'extension.notice.code')
  await notifications()?.create(flowId, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: visibleText(title),
    message: [from, ...(clientId === null ? [] : [visibleText(clientId)])].join('\n'),
    silent: true,
  })
}

/** Calls back with the flow of a clicked notification. Must be called when the worker starts. */
export function onNoticeClicked(listener: (flowId: string) => void): void {
  const clicked = (flowId: string) => {
    void notifications()?.clear(flowId)
    listener(flowId)
  }
  const listen = () => notifications()?.onClicked.addListener(clicked)
  listen()
  browser.permissions.onAdded.addListener(listen)
}
