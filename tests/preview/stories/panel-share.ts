import type { Host } from '@/lib/state/host'
import { chooseFiles, dragFileOver, press, pressOn, see, seeText, type Step } from '../steps'
import type { Story } from '../story'
import { inFlow, panelStory, storing } from './panel-flows'
import { consentFlows } from '../../samples/consents'

const openExport = [
  press('panel.flow_menu.title'),
  press('panel.share.menu_export'),
  see('.xport__tabs'),
]
const inExport = (name: string, ...steps: readonly Step[]) =>
  inFlow(`share-${name}`, consentFlows.narrower, { steps: [...openExport, ...steps] })

const files = ['bank-session.har', 'consent.parley.json'].map((name) => new File(['{}'], name))

/** The first file is read for ever, until it is cancelled. */
const reading: Host['readFile'] = (_file, _known, { onProgress, signal }) =>
  new Promise((_resolve, reject) => {
    onProgress({ characters: 1, entries: 1204 })
    signal.addEventListener('abort', () => reject(new Error('stopped')))
  })

const recorded: Host['readFile'] = async (file) =>
  file === files[0]
    ? {
        kind: 'recording',
        flows: [{} as never],
        documents: [],
        summary: {
          tool: 'Firefox 153.0',
          count: 1987,
          used: 21,
          bodiless: 2,
          left: { asset: 1771, other: 157, login: 38, unread: 0 },
        },
      }
    : { kind: 'refused', issue: { code: 'har_version', seen: '"2.0"', expected: '1.2' } }

const importing = (name: string, readFile: Host['readFile'], ...steps: readonly Step[]) =>
  inFlow(`share-import-${name}`, consentFlows.narrower, {
    host: { readFile },
    answers: { recordingImport: () => ({ ok: true, flowIds: [consentFlows.narrower.id] }) },
    steps: [chooseFiles(files), see('.job'), ...steps],
  })

const importStories: readonly Story[] = [
  importing('reading', reading, see('progress')),
  importing(
    'cancelled',
    reading,
    press('panel.share.cancel_all'),
    seeText('panel.share.cancelled'),
  ),
  importing('result', recorded, see('.found-flows'), seeText('panel.share.nothing_refused')),
  inFlow('share-import-drop', consentFlows.narrower, {
    steps: [dragFileOver('.flows'), see('.drop-cover')],
  }),
]

/** What leaves Parley, before it leaves. */
export const shareStories: readonly Story[] = [
  inExport('export'),
  inExport('replaced', pressOn('#export-tab-replaced')),
  inExport('check', pressOn('#export-tab-check')),
  inExport('html', pressOn('.opt:nth-of-type(2) input')),
  inExport('markdown', pressOn('.opt:nth-of-type(3) input')),
  inExport('png', pressOn('.opt:nth-of-type(9) input'), see('canvas')),
  inFlow('share-imported', {
    ...consentFlows.narrower,
    profileId: null,
    imported: {
      at: consentFlows.narrower.createdAt,
      mode: 'safe',
      by: { parley: '0.2.0', browser: 'Chromium', rules: '467 rules' },
    },
  }),
  panelStory('share-compare', {
    state: storing([
      consentFlows.narrower,
      { ...consentFlows.wider, id: 'other', createdAt: consentFlows.narrower.createdAt - 60_000 },
    ]),
    steps: [press('panel.flow_menu.title'), press('panel.share.menu_compare'), see('.cmp__sum')],
  }),
  inFlow('share-message', consentFlows.narrower, {
    steps: [press('panel.curl.more'), seeText('panel.share.copy_message')],
  }),
  ...(['tokens', 'consents'] as const).map((subject, at) =>
    panelStory(`share-compare-${subject}`, {
      state: storing([
        consentFlows.narrower,
        { ...consentFlows.wider, id: 'other', createdAt: consentFlows.narrower.createdAt - 60_000 },
      ]),
      steps: [
        press('panel.flow_menu.title'),
        press('panel.share.menu_compare'),
        see('.cmp__sum'),
        pressOn(`.cmp__head .seg button:nth-child(${at + 2})`),
      ],
    }),
  ),
  inExport('complete', press('panel.share.complete'), press('panel.share.save_complete')),
  ...importStories,
]
