import { pressOn, see } from '../steps'
import type { Story } from '../story'
import { panelStory } from './panel-flows'

const requests = (name: string, more: Partial<Story> = {}): Story =>
  panelStory(`requests-${name}`, { open: { screen: 'requests' }, ...more })

export const requestStories: readonly Story[] = [
  requests('library', { steps: [see('.lib')] }),
  requests('folded', { steps: [pressOn('.work .grp__b')] }),
  requests('no-profile', { state: {} }),
]
