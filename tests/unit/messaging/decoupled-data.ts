import type { DecoupledCommands } from '@/lib/messaging/decoupled-commands'

/** What the pages send for each command of the decoupled grants. */
export const decoupledData = {
  decoupledBegin: [
    { profileId: null, grant: 'ciba', params: [['login_hint', 'aisyah']] },
    { profileId: 'p', grant: 'device', params: [] },
  ],
  decoupledPoll: [{ flowId: 'f' }],
  decoupledStop: [{ flowId: 'f' }],
  decoupledContinue: [{ flowId: 'f' }],
  decoupledDue: [undefined],
} as const satisfies {
  readonly [C in keyof DecoupledCommands]: readonly Parameters<DecoupledCommands[C]>[0][]
}
