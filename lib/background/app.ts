import type { Handlers } from '@/lib/messaging/protocol'
import type { Data } from '@/lib/storage/data'
import { recognise } from '@/lib/oauth/recognise'
import { createAccess, createAccessProbe } from './access-service'
import { createBadge } from './badge'
import { createCalls } from './calls'
import { createCaptured } from './captured'
import { createCertificate } from './certificate-service'
import { clientSecrets, createContexts } from './client-contexts'
import { createConsentCalls } from './consent-calls'
import { createConsents } from './consents-service'
import { createCurl } from './curl-service'
import { createStartLimit } from './start-limit'
import { createFlowFiles } from './flow-files'
import { createFlows } from './flows'
import { createFormDrafts } from './form-drafts'
import { createHeldOpened } from './hold-opened'
import { createHold } from './hold-service'
import { createHoldRules } from './hold-rules-service'
import { createHoldWatch } from './hold-watch'
import { createJournal } from './journal'
import { createKeep } from './keep'
import { createKept } from './kept'
import { createJwks } from './jwks-service'
import { createPastedKeys } from './pasted-keys'
import { createKeys } from './keys-service'
import { createMetadata } from './metadata-service'
import { createNamedHosts } from './named-hosts'
import { createNetwork } from './network-service'
import type { Ports } from './ports'
import { createProfileFiles } from './profile-files'
import { createProfiles } from './profiles-service'
import { createRegisteredClients } from './registered-clients'
import { createRegistration } from './registration-service'
import { createPasted } from './pasted'
import { createProbes } from './probes-service'
import { createPrepared } from './prepared'
import { createPush } from './push'
import { createRecordings } from './recordings'
import { createRequests } from './requests'
import { createResponses } from './responses-service'
import { createSavedRequests } from './saved-requests'
import { createStore } from './store'
import { createSettings } from './settings'
import { settleLost } from './lost-responses'
import { createSweep } from './sweep'
import { createTemplates } from './templates-service'
import { createTabs } from './tabs-service'
import { createDocuments } from './documents-service'
import { createTokens } from './tokens-service'
import { createVerification } from '@/lib/judge/verify-token'
import { createWatch } from './watch'

/** Builds the services of the background over the browser, and the handlers of its commands. */
export function createApp(ports: Ports) {
  const rules = createHoldRules(ports)
  const stored = ports.session.get(null)
  const badge = createBadge(ports)
  const after = async (data: Data) => {
    kept.changed(data)
    probes.changed(data)
    await badge(data)
  }
  const store = createStore(ports, { before: rules.sync, after }, stored)
  const kept = createKept(ports, store)
  const keep = createKeep(ports, store, kept)
  const named = createNamedHosts(ports, store)
  const refreshAccess = createAccess(ports, store)
  const metadata = createMetadata(ports, store, refreshAccess)
  const profiles = createProfiles(ports, store, metadata, refreshAccess)
  const keys = createKeys(ports, store)
  const requests = createRequests(ports, store)
  const files = createProfileFiles(ports, store, keys, {
    refresh: () => refresh(false),
    shelve: (text) => requests.add(text, null, null),
  })
  const flows = createFlows(ports, store, kept)
  const jwks = createJwks(ports, store)
  const pastedKeys = createPastedKeys(ports)
  const check = createVerification(jwks, keys, clientSecrets(ports))
  const offline = { keys: jwks.known, refetch: jwks.known }
  const checkOffline = createVerification(offline, keys, clientSecrets(ports))
  const inspectDocument = createDocuments(ports, store)
  const flowFiles = createFlowFiles(ports, store)
  const recordings = createRecordings({ ports, store, keys, known: jwks.known })
  const inspect = createTokens(ports, store, check, checkOffline)
  const contextOf = createContexts(ports, store, keys)
  const services = { ports, store, keys, contextOf, check }
  const calls = createCalls(services)
  const probes = createProbes(services)
  const onCreated = (id: string) => void refreshAccess().then(() => metadata.refresh(id))
  const registration = createRegistration({ ...services, onCreated })
  const registered = createRegisteredClients(services)
  const hold = createHold(ports, store)
  const holds = createHoldWatch(ports, store)
  const heldOpened = createHeldOpened(ports, store)
  const responses = createCaptured(store, check, async (flowId, responseId) => {
    await calls.exchangeCaptured(flowId, responseId)
    await hold.settle(flowId)
  })
  const addResponse = createResponses(ports, store, responses.readRest)
  const push = createPush(services, requests.open)
  const consents = createConsents(services, requests.open)
  const consentCalls = createConsentCalls(services)
  const templates = createTemplates(ports, store)
  const prepared = createPrepared(services, requests.open)
  const saved = createSavedRequests(ports, store)
  const chooseCertificate = createCertificate(ports, store)
  const sweep = createSweep(ports, store, keys.sweep)

  const settings = createSettings(store)
  const pasted = createPasted(ports, store)
  const isRefused = createStartLimit()
  const watch = createWatch({ ports, store, holds, isRefused }, responses.captured)
  const journal = createJournal(ports, watch, stored)
  const { observe } = journal
  const networkSeen = createNetwork({ ports, store, check, isRefused }, observe)

  const refresh = async (alsoUnusable: boolean): Promise<void> => {
    await refreshAccess()
    await metadata.refreshMissing(alsoUnusable)
  }

  return {
    /** Pushes and opens by one key; a failure is shown in the panel. */
    async pushAndOpen(): Promise<void> {
      const result = await push({ profileId: null, overrides: null, open: 'tab' })
      if (!result.ok) await ports.openPanel(null, 'profiles')
      else if (!result.accepted) await ports.openPanel(result.flowId, 'flows')
    },
    /** Switches holding for the current profile by one key. */
    toggleHold: profiles.toggleHold,
    openFlow: (flowId: string) => ports.openPanel(flowId, 'flows'),
    tabs: createTabs(store, holds.closed),
    observe,
    /** Must be called whenever the worker starts. */
    async start(): Promise<void> {
      await settleLost(ports, store)
      await consents.interrupt()
      await store.run(rules.sync)
      await holds.resume()
      await store.reconcile()
      await kept.start()
      await probes.start()
      await responses.readRest()
      await sweep()
      await refresh(false)
      await responses.readRest()
    },
    onAccessChanged: () => named.sweep().then(() => refresh(true)),
    handlers: {
      metadataProbe: ({ issuer, discovery }) => metadata.probe(issuer, discovery),
      metadataRefresh: ({ profileId }) => metadata.refresh(profileId),
      readinessRead: ({ profileId, earlier }) => metadata.readiness(profileId, earlier),
      readinessPaste: async ({ text }) => metadata.pasted(text),
      accessProbe: createAccessProbe(ports, store),
      profileSave: (draft) => profiles.save(draft),
      profileDraft: createFormDrafts(ports, store),
      profileSelect: ({ id }) => profiles.select(id),
      profileRemove: ({ id }) => sweep().then(() => profiles.remove(id)),
      profileRestore: ({ id }) => profiles.restore(id),
      profileDuplicate: ({ id }) => profiles.duplicate(id),
      profilesExport: (data) => files.export(data),
      profilesImport: ({ text }) => files.import(text),
      flowsImport: flowFiles,
      recordingWorld: recordings.world,
      recordingImport: recordings.import,
      profileTake: ({ id, setting }) => profiles.take(id, setting),
      profileAutoExchange: ({ id, on }) => profiles.autoExchange(id, on),
      secretSet: ({ profileId, secret }) => profiles.secret(profileId, secret),
      accessRefresh: () => refresh(true),
      hostsConfirm: ({ patterns, on }) => named.confirm(patterns, on).then(() => refresh(true)),
      localConfirm: ({ issuer, origin }) =>
        named.confirmLocal(issuer, origin).then(() => refresh(true)),
      pastedKeysRead: (data) => pastedKeys.read(data.metadata),
      pastedKeysJudge: (data) => pastedKeys.judge(data.metadata, data.keys),
      jwksRead: ({ profileId, again }) => jwks.view(profileId, again),
      keyRecognise: ({ text }) => keys.recognise(text),
      keyImport: (data) => keys.importKey(data),
      keyGenerate: (data) => keys.generate(data),
      keyEdit: (data) => keys.edit(data),
      keyRemove: ({ id }) => sweep().then(() => keys.remove(id)),
      keyRestore: ({ id }) => keys.restore(id),
      pasteRecognise: async ({ text }) => recognise(text),
      requestPush: push,
      requestDraft: saved.draft,
      requestPrepare: prepared.prepare,
      requestSend: prepared.send,
      savedRequestPut: saved.put,
      savedRequestRemove: ({ id }) => sweep().then(() => saved.remove(id)),
      savedRequestRestore: ({ id }) => saved.restore(id),
      requestAdd: ({ text, details, open }) => requests.add(text, details, open),
      requestOpen: ({ id, where, hold: isHeld }) => requests.open(id, where, isHeld),
      requestUrl: ({ id }) => requests.url(id),
      requestRename: ({ id, label }) => requests.rename(id, label),
      requestDetails: ({ id, details }) => requests.details(id, details),
      requestRemove: ({ id }) => sweep().then(() => requests.remove(id)),
      requestRestore: ({ id }) => requests.restore(id),
      responseAdd: ({ text }) => addResponse(text),
      parAdd: flows.addPar,
      profileTestSystem: ({ id, on }) => probes.testSystem(id, on),
      probesRun: ({ profileId, steps }) => probes.run(profileId, steps),
      probesStop: ({ profileId }) => probes.stop(profileId),
      probesContinue: ({ profileId }) => probes.resume(profileId),
      probeOpen: ({ profileId, step }) => probes.open(profileId, step),
      probeMark: ({ profileId, step, page }) => probes.mark(profileId, step, page),
      codeExchange: async (data) => {
        const sent = await calls.exchange(data)
        if (sent.ok) await hold.settle(data.flowId)
        return sent
      },
      tokenRefresh: calls.refresh,
      tokenGrant: calls.grant,
      userinfoRequest: calls.userinfo,
      tokenIntrospect: calls.introspect,
      tokenRevoke: calls.revoke,
      resourceRequest: calls.resource,
      consentBegin: consents.begin,
      consentRun: consents.run,
      consentStatus: ({ flowId }) => consentCalls.status(flowId),
      consentWithdraw: ({ flowId }) => consentCalls.withdraw(flowId),
      consentUse: ({ flowId }) => consentCalls.use(flowId),
      templateSave: templates.save,
      templateRemove: ({ id }) => sweep().then(() => templates.remove(id)),
      templateRestore: ({ id }) => templates.restore(id),
      templatesImport: ({ text }) => templates.import(text),
      registrationDraft: registration.draft,
      registrationSign: registration.sign,
      registrationFetch: registration.fetch,
      registrationSend: registration.send,
      registrationCreate: registration.create,
      registrationRead: registered.read,
      registrationUpdate: registered.update,
      registrationDelete: registered.delete,
      registrationToken: registered.token,
      registrationTokenSet: registered.setToken,
      registrationStatement: registered.statement,
      requestCurl: createCurl(store),
      certificateChoose: ({ profileId }) => chooseCertificate(profileId),
      profileHold: ({ id, on }) => profiles.hold(id, on).then(rules.check),
      flowHold: (data) => hold.flow(data).then(rules.check),
      holdRelease: hold.release,
      holdDiscard: hold.discard,
      holdRestore: hold.restore,
      releaseMark: hold.mark,
      heldFocus: hold.focus,
      observationsSettled: (_, sender) => journal.settled().then(() => heldOpened(sender)),
      heldDelivery: (_, sender) => hold.delivery(sender),
      stoppedSend: ({ stoppedId }, sender) => hold.sendStopped(stoppedId, sender),
      stoppedDiscard: ({ stoppedId }, sender) => hold.discardStopped(stoppedId, sender),
      heldLeft: ({ frame }, sender) => holds.left(frame, sender),
      flowRead: ({ id }) => store.flow(id),
      flowRename: ({ id, name }) => flows.rename(id, name),
      flowPin: ({ id, on }) => keep.pin(id, on),
      flowNote: ({ id, text }) => keep.note(id, text),
      flowsKeep: ({ ids, mode }) => keep.keep(ids, mode),
      flowJudge: ({ id, ruleProfile }) => flows.judge(id, ruleProfile),
      flowsRemove: ({ ids }) => sweep().then(() => flows.remove(ids)),
      flowsRestore: ({ ids }) => flows.restore(ids),
      flowsClear: () => sweep().then(() => flows.clear()),
      flowUse: flows.use,
      networkSeen,
      responsesSeen: settings.seen,
      paneResize: ({ name, size }) => settings.resize(name, size),
      settingsChange: ({ name, on }) => settings.change(name, on),
      panelOpen: pasted.open,
      pastedTaken: ({ id }) => pasted.taken(id),
      documentInspect: ({ text }) => inspectDocument(text),
      tokenInspect: inspect,
    } satisfies Handlers,
  }
}
