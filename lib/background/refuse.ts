import type { Issue } from '@/lib/model/issue'

export type Refused = { readonly ok: false; readonly issues: readonly Issue[] }

export const refuse = (...issues: readonly Issue[]): Refused => ({ ok: false, issues })

/** Why Parley does nothing for a flow from a file. */
export const importedIssue: Issue = { code: 'flow_imported' }
