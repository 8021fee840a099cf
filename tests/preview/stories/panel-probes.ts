import type { ProbeRun } from '@/lib/oauth/probes/run'
import type { Mirror } from '@/lib/state/mirror'
import { withMetadata } from '../samples/bank'
import { activeRun, endedRun, markRun } from '../samples/probes'
import { pressOn, see, type Step } from '../steps'
import type { Story } from '../story'
import { panelStory } from './panel-flows'

const marked = (run: ProbeRun | null): Partial<Mirror> => ({
  ...withMetadata(),
  profiles: (withMetadata().profiles ?? []).map((profile) => ({ ...profile, testSystem: true })),
  ...(run && { probes: { [run.profileId]: run } }),
})

const row = (id: string): Step => pressOn(`[data-row="negative ${id}"]`)

const probes = (name: string, state: Partial<Mirror>, id: string): Story =>
  panelStory(`probes-${name}`, {
    open: { screen: 'requests' },
    state,
    steps: [row(id), see('.worktop')],
  })

export const probeStories: readonly Story[] = [
  probes('unmarked', withMetadata(), 'all'),
  probes('before', marked(null), 'S16'),
  probes('not-offered', marked(null), 'S11'),
  probes('running', marked(activeRun), 'all'),
  probes('results', marked(endedRun), 'all'),
  probes('accepted', marked(endedRun), 'S08'),
  probes('refused', marked(endedRun), 'S03'),
  probes('page', marked(markRun), 'S19'),
]
