import { t } from '@/lib/i18n'
import { browserErrorKind, type BrowserErrorKind } from '@/lib/flow/read/browser-error'

const texts = {
  aborted: 'panel.callback.aborted',
  framing: 'panel.callback.framing',
  redirects: 'panel.callback.redirects',
  proxy: 'panel.callback.proxy',
  refused: 'panel.callback.refused',
  unknown_host: 'panel.callback.unknown_host',
  timeout: 'panel.callback.timeout',
  blocked: 'panel.callback.blocked',
  tls: 'panel.callback.tls',
  port: 'panel.callback.port',
  reset: 'panel.callback.reset',
  offline: 'panel.callback.offline',
  scheme: 'panel.callback.scheme',
  failed: 'panel.callback.failed',
} as const satisfies Record<BrowserErrorKind, string>

/** A browser's own error text in a sentence. */
export function browserErrorText(error: string): string {
  return t(texts[browserErrorKind(error)])
}
