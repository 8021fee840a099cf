import type { ProbeCommands } from '@/lib/messaging/probe-commands'

/** What the pages send for each command of negative tests. */
export const probeData = {
  profileTestSystem: [{ id: 'p', on: true }],
  probesRun: [{ profileId: 'p', steps: ['S01'] }],
  probesStop: [{ profileId: 'p' }],
  probesContinue: [{ profileId: 'p' }],
  probeOpen: [{ profileId: 'p', step: 'S19' }],
  probeMark: [{ profileId: 'p', step: 'S19', page: 'error' }],
} as const satisfies {
  readonly [C in keyof ProbeCommands]: readonly Parameters<ProbeCommands[C]>[0][]
}
