import request from './rv-request'

export const rules = [request] as const
