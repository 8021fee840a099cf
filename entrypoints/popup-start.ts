import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { startEarlyReads } from '@/lib/platform/early-reads'
import { popupKeys, popupLocalKeys } from '@/lib/storage/popup-keys'

/** Runs in the popup before its other code is loaded, which takes longer than the reads. */
export default defineUnlistedScript(() =>
  startEarlyReads({ session: popupKeys, local: popupLocalKeys }),
)
