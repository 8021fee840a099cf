/** The shells that a cURL command can be written for. */
export const shells = ['posix', 'cmd', 'powershell'] as const
export type Shell = (typeof shells)[number]
