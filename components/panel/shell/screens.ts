export const screens = ['flows', 'tokens', 'server', 'rules', 'profiles'] as const
export type Screen = (typeof screens)[number]
