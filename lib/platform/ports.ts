import type { Ports } from '@/lib/background/ports'
import { access } from './access'
import { notify } from './notifications'
import { keyInfos, keys } from './key-store'
import { keptRecords } from './kept-records'
import { product } from './product'
import { records } from './records'
import { keyValues } from './storage'
import { profiles, savedCalls, savedRequests, settings, templates } from './versioned-items'
import { holdRules } from './session-rules'
import { heldPage } from './held-tabs'
import { isPrivate, openPanel, openUrl, sendTab } from './tabs'
import { showBadge } from './toolbar'

/** The ports, implemented with the browser's APIs. */
export const ports: Ports = {
  session: keyValues('session'),
  local: keyValues('local'),
  profiles,
  settings,
  keyInfos,
  templates,
  savedRequests,
  savedCalls,
  keys,
  records,
  kept: keptRecords,
  product,
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  openUrl,
  openPanel,
  sendTab,
  holdRules,
  heldPage,
  access,
  isPrivate,
  showBadge,
  notify,
}
