import { defineWxtModule } from 'wxt/modules'
import { packed, type Messages } from '../../lib/i18n/packs'

/** Puts the texts of each locale into few messages, which `lib/i18n` opens. */
export default defineWxtModule({
  name: 'packed-texts',
  setup(wxt) {
    wxt.hook('build:publicAssets', (_, files) => {
      for (const file of files) {
        if (!/^_locales[/\\]/.test(file.relativeDest) || !('contents' in file)) continue
        file.contents = JSON.stringify(packed(JSON.parse(file.contents) as Messages))
      }
    })
  },
})
