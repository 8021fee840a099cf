import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { serveFiles } from '@/lib/platform/file-worker'

/** Runs in a worker of the panel, which reads files. */
export default defineUnlistedScript(serveFiles)
