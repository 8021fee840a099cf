import type { Handlers } from '@/lib/messaging/protocol'
import { recognise } from '@/lib/oauth/recognise'
import { createAccess } from './access'
import { createFlows } from './flows'
import { createJwks } from './jwks'
import { createMetadata } from './metadata'
import type { Ports } from './ports'
import { createProfiles } from './profiles'
import { createRequests } from './requests'
import { createResponses } from './responses'
import { createStore } from './store'
import { createSweep } from './sweep'
import { createTokens } from './tokens'
import { createWatch } from './watch'

/** Builds the background's services over the browser, and the handlers of its commands. */
export function createApp(ports: Ports) {
  const store = createStore(ports)
  const refreshAccess = createAccess(ports, store)
  const metadata = createMetadata(ports, store, refreshAccess)
  const profiles = createProfiles(ports, store, metadata, refreshAccess)
  const requests = createRequests(ports, store)
  const addResponse = createResponses(ports, store)
  const flows = createFlows(ports, store)
  const inspect = createTokens(ports, store, createJwks(ports, store))

  const sweep = createSweep(ports, store)

  const refresh = async (alsoUnusable: boolean): Promise<void> => {
    await refreshAccess()
    await metadata.refreshMissing(alsoUnusable)
  }

  return {
    observe: createWatch(ports, store),
    /** To be called whenever the worker starts. */
    start: () => sweep().then(() => refresh(false)),
    onAccessChanged: () => refresh(true),
    handlers: {
      metadataProbe: ({ issuer }) => metadata.probe(issuer),
      metadataRefresh: ({ profileId }) => metadata.refresh(profileId),
      profileSave: (draft) => profiles.save(draft),
      profileSelect: ({ id }) => profiles.select(id),
      profileRemove: ({ id }) => sweep().then(() => profiles.remove(id)),
      profileRestore: ({ id }) => profiles.restore(id),
      accessRefresh: () => refresh(true),
      pasteRecognise: async ({ text }) => recognise(text),
      requestAdd: ({ text, details, open }) => requests.add(text, details, open),
      requestOpen: ({ id, where }) => requests.open(id, where),
      requestUrl: ({ id }) => requests.url(id),
      requestRename: ({ id, label }) => requests.rename(id, label),
      requestDetails: ({ id, details }) => requests.details(id, details),
      requestRemove: ({ id }) => sweep().then(() => requests.remove(id)),
      requestRestore: ({ id }) => requests.restore(id),
      responseAdd: ({ text }) => addResponse(text),
      flowRemove: ({ id }) => sweep().then(() => flows.remove(id)),
      flowRestore: ({ id }) => flows.restore(id),
      flowsClear: () => sweep().then(() => flows.clear()),
      flowsRestore: () => flows.restoreAll(),
      responsesSeen: () => ports.showDot(false),
      panelOpen: ({ flowId, screen }) => ports.openPanel(flowId, screen),
      tokenInspect: inspect,
    } satisfies Handlers,
  }
}
