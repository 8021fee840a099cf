import { consentFlows } from '../../samples/consents'
import { press, pressOn } from '../steps'
import type { Story } from '../story'
import { inFlow } from './panel-flows'

const inConsent = pressOn('[data-consent]')

/** The comparison of each state of a consent, and its documents. */
export const consentStories: readonly Story[] = [
  ...Object.entries(consentFlows).map(([name, flow]) =>
    inFlow(`consent-${name}`, flow, { steps: [inConsent] }),
  ),
  inFlow('consent-json', consentFlows.narrower, {
    steps: [inConsent, press('panel.consent.json')],
  }),
  inFlow('consent-message', consentFlows.narrower),
]
