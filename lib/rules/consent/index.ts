import bgConsent from './cd-bg-consent'
import unknownTypeFields from './cd-unknown-type-fields'
import { table } from './table'
import { ofmTable } from './table-ofm'

export const rules = [...table, unknownTypeFields, ...ofmTable, bgConsent] as const
