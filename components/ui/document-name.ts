import { t } from '@/lib/i18n'
import type { DocumentKind } from '@/lib/oauth/pasted-document'

const names = {
  'protected-resource-metadata': 'rule_pages.artefacts.protected_resource_metadata',
  'registration-request': 'rule_pages.artefacts.registration_request',
  'registration-response': 'rule_pages.artefacts.registration_response',
  'device-response': 'rule_pages.artefacts.device_response',
  'backchannel-request': 'rule_pages.artefacts.backchannel_request',
  'backchannel-response': 'rule_pages.artefacts.backchannel_response',
} as const satisfies Record<DocumentKind, string>

/** The name of a message that was pasted alone. */
export const documentName = (of: DocumentKind): string => t(names[of])
