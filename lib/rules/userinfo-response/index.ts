import subMatch from './ui-sub-match'

export const rules = [subMatch] as const
