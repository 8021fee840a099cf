import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { startNavigation } from '@/lib/platform/release-frame'

/** Runs in the sandboxed frame that starts a release. Firefox does not load modules there. */
export default defineUnlistedScript(startNavigation)
