export const screens = ['flows', 'tokens', 'server', 'profiles'] as const
export type Screen = (typeof screens)[number]
