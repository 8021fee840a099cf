export const severities = {} as const
