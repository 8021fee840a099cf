import { fill, press, pressOn, see } from '../steps'
import type { Story } from '../story'
import { panelStory, storing } from './panel-flows'

const rules = (name: string, more: Partial<Story> = {}): Story =>
  panelStory(`rules-${name}`, { open: { screen: 'rules' }, ...more })

const search = (text: string) => fill('panel.rules.search', text)
const openFirst = pressOn('.rule')

export const ruleStories: readonly Story[] = [
  rules('list', { steps: [see('.rule')] }),
  rules('page', { steps: [see('.rule .st--fail'), openFirst, see('.seen')] }),
  rules('search', { steps: [search('iss'), see('.rule mark')] }),
  rules('failed', {
    steps: [see('.rule'), pressOn('.pane--rules .switch'), see('.rule')],
  }),
  rules('none', { steps: [search('no such rule'), see('.empty .btn')] }),
  rules('elsewhere', {
    steps: [search('par-expires'), pressOn('[role="radio"]:last-child'), see('.empty .btn')],
  }),
  rules('without-flows', { state: storing([]), steps: [openFirst, see('.rulep')] }),
  rules('artefacts', { steps: [press('panel.rules.all_artefacts'), see('[role="menu"]')] }),
]
