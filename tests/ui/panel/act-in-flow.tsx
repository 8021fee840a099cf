import { screen } from '@testing-library/react'
import { vi } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { command } from '@/lib/state/actions'
import { signingKey } from './own-flow'
import { renderPanel, setMirror } from './render-panel'
import { profile } from './sample'

/** A profile that can sign, and has a resource server. */
export const able = {
  ...profile,
  signingKeyId: signingKey.id,
  resourceServers: ['https://api.example/'],
}

/** The answer to a command that sent something. */
export const ok = { ok: true, flowId: 'f1', messageId: 'userinfo-response', accepted: true }

/** What the mocked command was given, each time that it was called by this name. */
export const sent = (name: string) =>
  vi.mocked(command).mock.calls.flatMap(([called, data]) => (called === name ? [data] : []))

export const answer = (value: unknown) => vi.mocked(command).mockResolvedValue(value as never)

/** Opens the panel on a flow. */
export function open(flow: Flow, more: object = {}) {
  setMirror({ flow: { f1: flow }, keys: [signingKey], profiles: [able], ...more })
  return renderPanel('flows', 'f1')
}

/** Chooses an item of a menu. */
export async function choose(user: ReturnType<typeof open>['user'], menu: string, item: string) {
  await user.click(screen.getAllByRole('button', { name: menu })[0]!)
  await user.click(screen.getByRole('menuitem', { name: item }))
}
