import active from './ti-active'

export const rules = [active] as const
