import { launch } from 'puppeteer-core'
import { build, preview } from 'vite'
import { viteConfig } from './vite-config.ts'
const config = { ...viteConfig, build: { ...viteConfig.build, outDir: '/tmp/share-shots', emptyOutDir: true } }
if (process.env['BUILD'] !== '0') await build({ ...config, logLevel: 'error' })
const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0 } })
const base = server.resolvedUrls?.local[0] ?? ''
const browser = await launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
for (const spec of process.argv.slice(2)) {
  const [name = '', theme = 'light', width = '1200', height = '620'] = spec.split(':')
  const page = await browser.newPage()
  page.on('console', (m) => console.log('c', m.text())); page.on('requestfailed', (r) => console.log('rf', r.url())); page.on('pageerror', (e) => console.log(String(e)))
  await page.setViewport({ width: Number(width), height: Number(height) })
  await page.goto(`${base}story.html#story=${name}&theme=${theme}`)
  await page.waitForFunction(() => document.documentElement.dataset['story'] !== undefined, { timeout: 60000 }).catch(() => console.log('not drawn', name))
  await page.bringToFront(); console.log(await page.evaluate(() => [document.documentElement.dataset['error'], document.body.innerText.slice(0, 80)].join(' | '))); await new Promise((r) => setTimeout(r, 900))
  await page.screenshot({ path: `/tmp/shot-${name}-${theme}-${width}.png` as `${string}.png` })
  await page.close()
}
await browser.close()
await server.close()
