/** Where an authorization request is opened. */
export type OpenWhere = 'tab' | 'window' | 'private'
