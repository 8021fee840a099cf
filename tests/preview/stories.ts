import { heldStories } from './stories/held'
import { callStories } from './stories/panel-calls'
import { eventStories } from './stories/panel-events'
import { consentStories } from './stories/panel-consent'
import { consentTemplateStories } from './stories/panel-consents'
import { decoupledStories } from './stories/panel-decoupled'
import { registrationStories } from './stories/panel-registration'
import { profileStories } from './stories/panel-profiles'
import { requestStories } from './stories/panel-requests'
import { probeStories } from './stories/panel-probes'
import { ruleStories } from './stories/panel-rules'
import { shareStories } from './stories/panel-share'
import { serverStories } from './stories/panel-server'
import { tokenStories } from './stories/panel-tokens'
import { dialogStories, inspectorStories } from './stories/panel-inspector'
import { flowStories } from './stories/panel-flows'
import { popupStories } from './stories/popup'
import { popupPushStories } from './stories/popup-push'
import { dockStories } from './stories/popup-dock'
import { pasteStories } from './stories/popup-paste'
import type { Story } from './story'

/** Every state of every screen. */
export const stories: readonly Story[] = [
  ...popupStories,
  ...popupPushStories,
  ...pasteStories,
  ...dockStories,
  ...flowStories,
  ...inspectorStories,
  ...consentStories,
  ...dialogStories,
  ...shareStories,
  ...serverStories,
  ...requestStories,
  ...consentTemplateStories,
  ...decoupledStories,
  ...callStories,
  ...eventStories,
  ...probeStories,
  ...ruleStories,
  ...tokenStories,
  ...profileStories,
  ...registrationStories,
  ...heldStories,
]
