import { parseMessagesFile, generateChromeMessages } from '@wxt-dev/i18n/build'
import type { InlineConfig, Plugin } from 'vite'

const path = (relative: string) => new URL(relative, import.meta.url).pathname
const repository = path('../../')
const locale = path('../../lib/i18n/locales/en.yml')

/** The texts of the locale, which an extension would read from its browser. */
function messages(): Plugin {
  return {
    name: 'messages',
    configureServer({ watcher, ws }) {
      watcher.add(locale)
      watcher.on('change', (file) => file === locale && ws.send({ type: 'full-reload' }))
    },
    async transformIndexHtml() {
      const texts = generateChromeMessages(await parseMessagesFile(locale))
      const children = JSON.stringify(texts).replaceAll('<', '\\u003c')
      return [
        {
          tag: 'script',
          attrs: { id: 'messages', type: 'application/json' },
          children,
          injectTo: 'body',
        },
      ]
    },
  }
}

/** Pages outside of an extension: the messages to the background end in the preview. */
export const viteConfig = {
  configFile: false,
  root: path('./'),
  publicDir: path('../../public'),
  cacheDir: path('../../.artifacts/preview/cache'),
  logLevel: 'error',
  plugins: [messages()],
  // As in tsconfig.json.
  oxc: { jsx: { runtime: 'automatic', importSource: '@/components/ui/jsx' } },
  resolve: {
    alias: [
      { find: /^@\/lib\/messaging$/, replacement: path('./background.ts') },
      { find: '@', replacement: repository.replace(/\/$/, '') },
      { find: '#i18n', replacement: path('../../.wxt/i18n/index.ts') },
    ],
  },
  server: { host: '127.0.0.1', fs: { allow: [repository] } },
  preview: { host: '127.0.0.1' },
  build: {
    outDir: path('../../.artifacts/preview/pages'),
    emptyOutDir: true,
    target: 'esnext',
    minify: false,
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: { input: [path('./index.html'), path('./story.html')] },
  },
} satisfies InlineConfig
