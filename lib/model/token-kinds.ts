/** The members of a token response that are tokens. */
export const tokenKinds = ['access_token', 'refresh_token', 'id_token'] as const
