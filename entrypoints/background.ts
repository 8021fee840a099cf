import { defineBackground } from 'wxt/utils/define-background'
import { createApp } from '@/lib/background/app'
import { onAccessChanged } from '@/lib/platform/access'
import { onKey } from '@/lib/platform/keyboard'
import { serveCommands } from '@/lib/platform/commands'
import { onNoticeClicked } from '@/lib/platform/notifications'
import { ports } from '@/lib/platform/ports'
import { onTabs } from '@/lib/platform/tabs'
import { onBrowserStart } from '@/lib/platform/browser-start'
import { observeNavigations } from '@/lib/platform/web-request'

export default defineBackground(() => {
  const app = createApp(ports)
  observeNavigations((observation) => void app.observe(observation))
  onAccessChanged(() => void app.onAccessChanged())
  onKey('push-and-open', () => void app.pushAndOpen())
  onKey('toggle-hold', () => void app.toggleHold())
  onTabs({
    opened: (id, opener) => void app.tabs.opened(id, opener),
    replaced: (id, old) => void app.tabs.replaced(id, old),
    closed: (id) => void app.tabs.closed(id),
  })
  onNoticeClicked((flowId) => void app.openFlow(flowId))
  serveCommands(app.handlers)
  onBrowserStart()
  void app.start()
})
