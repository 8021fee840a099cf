import status from './rv-status'

export const rules = [status] as const
