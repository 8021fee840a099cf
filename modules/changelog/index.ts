import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineWxtModule } from 'wxt/modules'

/** A page of the extension is sent without a charset, so the text begins with a byte order mark. */
const mark = '\uFEFF'

/** Adds the changelog to the extension: the settings link to it. */
export default defineWxtModule({
  name: 'changelog',
  setup(wxt) {
    wxt.hook('build:publicAssets', ({ config }, files) => {
      const contents = mark + readFileSync(resolve(config.root, 'CHANGELOG.md'), 'utf8')
      files.push({ relativeDest: 'CHANGELOG.txt', contents })
    })
  },
})
