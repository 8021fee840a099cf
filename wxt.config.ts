import { defineConfig } from 'wxt'

/** Only loopback hosts may be called without TLS. */
const loopback = ['http://localhost/*', 'http://127.0.0.1/*', 'http://[::1]/*']

/** In development, Vite adds inline styles and sends updates over a WebSocket. */
const pagesPolicy = (isDevServer: boolean) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${isDevServer ? " 'unsafe-inline'" : ''}`,
    "img-src 'self'",
    `connect-src https: http://localhost:* http://127.0.0.1:*${isDevServer ? ' ws://localhost:*' : ''}`,
    "frame-src 'self'",
    "base-uri 'none'",
    'form-action https: http://localhost:* http://127.0.0.1:*',
    "object-src 'none'",
  ].join('; ')

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  imports: false,
  // As in tsconfig.json.
  react: { vite: { jsxImportSource: '@/components/ui/jsx' } },
  manifestVersion: 3,
  outDir: '.output',
  i18n: { localesDir: 'lib/i18n/locales' },
  manifest: ({ browser, command }) => ({
    name: '__MSG_extension_name__',
    short_name: 'Parley',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'webRequest', 'declarativeNetRequestWithHostAccess'],
    optional_permissions: ['notifications'],
    optional_host_permissions: ['https://*/*', ...loopback],
    // The browser redirects a held navigation to this page, also in a frame of the matching pages.
    web_accessible_resources: [{ resources: ['held.html'], matches: ['https://*/*', ...loopback] }],
    icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
    action: { default_title: '__MSG_extension_action__' },
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+P' },
      },
      'push-and-open': {
        suggested_key: { default: 'Alt+Shift+N' },
        description: '__MSG_extension_push_and_open__',
      },
      'toggle-hold': {
        suggested_key: { default: 'Alt+Shift+H' },
        description: '__MSG_extension_toggle_hold__',
      },
    },
    content_security_policy: {
      extension_pages: pagesPolicy(command === 'serve'),
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'parley@parley.dev',
              strict_min_version: '153.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '128' }),
  }),
  hooks: {
    'server:started': ({ config: { browser, webExt }, logger }) => {
      if (!webExt.config?.chromiumArgs?.includes('--headless=new')) return
      const inspect = browser === 'firefox' ? '' : ' Inspect it at http://127.0.0.1:9222.'
      logger.info(`No display: the browser runs headless.${inspect}`)
    },
  },
  zip: {
    includeSources: [
      '{components,entrypoints,lib,modules,public}/**',
      '{package,package-lock,tsconfig}.json',
      'wxt.config.ts',
      '*.md',
      'LICENSE',
    ],
  },
})
