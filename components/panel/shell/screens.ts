export const screens = ['flows', 'requests', 'tokens', 'server', 'rules', 'profiles'] as const
export type Screen = (typeof screens)[number]
