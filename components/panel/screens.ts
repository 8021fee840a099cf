export const screens = ['flows', 'tokens', 'profiles'] as const
export type Screen = (typeof screens)[number]
