import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineWxtModule } from 'wxt/modules'
import { licensesText, packageFolders, type BundledPackage } from './licenses'

const fileName = 'THIRD-PARTY-LICENSES.txt'

/** Adds the licences of the packages in the bundle to the built extension. */
export default defineWxtModule({
  name: 'third-party-licenses',
  setup(wxt) {
    if (wxt.config.command !== 'build') return
    wxt.hook('build:done', ({ config }, { publicAssets, steps }) => {
      const chunks = steps.flatMap((step) => step.chunks)
      const modules = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
      const text = licensesText(packageFolders(modules).map(readPackage))
      writeFileSync(join(config.outDir, fileName), text)
      publicAssets.push({ type: 'asset', fileName })
    })
  },
})

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license?: string }
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)\b/i.test(file))
  const texts = files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8'))
  return { name, version, license, texts }
}
