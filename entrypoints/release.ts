import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { startNavigation } from '@/lib/platform/release-frame'

/** Of the frame without an origin that a release starts in; Firefox loads no module there. */
export default defineUnlistedScript(startNavigation)
