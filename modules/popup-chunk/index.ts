import { defineWxtModule } from 'wxt/modules'

/**
 * Puts everything that the popup shares with other pages into one chunk: each further file of an extension page is a
 * round trip to the browser's main process.
 */
export default defineWxtModule({
  name: 'popup-chunk',
  setup(wxt) {
    wxt.hook('vite:build:extendConfig', (entrypoints, config) => {
      if (!entrypoints.some(({ type }) => type === 'popup')) return
      const output = config.build?.rolldownOptions?.output ?? config.build?.rollupOptions?.output
      if (output === undefined || Array.isArray(output))
        throw new Error('The pages have no single output')
      const inPopup = importedBy((id) => isMain(id) && id.includes('/popup/'))
      const elsewhere = importedBy((id) => isMain(id) && !id.includes('/popup/'))
      const isShared = (id: string, graph: Graph) =>
        helpers.test(id) || (inPopup(id, graph) && elsewhere(id, graph))
      Object.assign(output, {
        codeSplitting: {
          groups: [{ name: (id: string, graph: Graph) => (isShared(id, graph) ? 'shared' : null) }],
        },
      })
    })
  },
})

/** Small modules that the build itself adds to every page. */
const helpers = /^\0?(?:rolldown\/runtime|vite\/modulepreload-polyfill|virtual:wxt)/

/** The modules of a build and who imports each at once, not on demand. */
interface Graph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null
}

const isMain = (id: string) => /\/entrypoints\/[^/]+\/main\.tsx?$/.test(id)

/** Whether a module is imported, directly or not, by a main module of this kind. */
function importedBy(isRoot: (id: string) => boolean): (id: string, graph: Graph) => boolean {
  const known = new Map<string, boolean>()
  const look = (id: string, graph: Graph): boolean => {
    const before = known.get(id)
    if (before !== undefined) return before
    const importers = graph.getModuleInfo(id)?.importers ?? []
    const found = importers.some((importer) => isRoot(importer) || look(importer, graph))
    known.set(id, found)
    return found
  }
  return look
}
