import { defineBackground } from 'wxt/utils/define-background'
import { createApp } from '@/lib/app/app'
import { onAccessChanged } from '@/lib/platform/access'
import { onKey } from '@/lib/platform/keyboard'
import { serveCommands } from '@/lib/platform/commands'
import { ports } from '@/lib/platform/ports'
import { observeNavigations } from '@/lib/platform/web-request'

export default defineBackground(() => {
  const app = createApp(ports)
  observeNavigations((observation) => void app.observe(observation))
  onAccessChanged(() => void app.onAccessChanged())
  onKey('push-and-open', () => void app.pushAndOpen())
  serveCommands(app.handlers)
  void app.start()
})
