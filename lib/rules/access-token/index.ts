import typ from './at-typ'

export const rules = [typ] as const
