import cache from './tr-cache'

export const rules = [cache] as const
