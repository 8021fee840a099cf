import { press, pressOn, see, seeText, type Step } from '../steps'
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

/** What leaves Parley, before it leaves. */
export const shareStories: readonly Story[] = [
  inExport('export'),
  inExport('replaced', pressOn('#export-tab-replaced')),
  inExport('check', pressOn('#export-tab-check')),
  inExport('html', pressOn('.opt:nth-of-type(2) input')),
  inExport('markdown', pressOn('.opt:nth-of-type(3) input')),
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
  ...(['tokens', 'consents'] as const).map((subject) =>
    panelStory(`share-compare-${subject}`, {
      state: storing([
        consentFlows.narrower,
        { ...consentFlows.wider, id: 'other', createdAt: consentFlows.narrower.createdAt - 60_000 },
      ]),
      steps: [
        press('panel.flow_menu.title'),
        press('panel.share.menu_compare'),
        see('.cmp__sum'),
        press(`panel.share.subjects.${subject}`),
      ],
    }),
  ),
  inExport('complete', press('panel.share.complete'), press('panel.share.save_complete')),
]
