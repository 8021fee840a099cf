import { genericSentence } from '../phrases'
import type { ConsentType } from '../schema'

const set = (name: string) => ({ group: 'element', path: [name], compare: 'set' }) as const

/**
 * Any type of authorization_details. Only the common members have a meaning that Parley knows.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-2.2)
 */
export const rfc9396: ConsentType = {
  name: 'rfc9396',
  fits: () => true,
  read: (document) => document,
  members: [
    set('actions'),
    set('locations'),
    set('datatypes'),
    set('privileges'),
    { group: 'element', path: ['identifier'], compare: 'exact' },
  ],
  id: null,
  status: null,
  expiry: null,
  lives: {},
  reauthenticationDays: null,
  words: { omitted: 'neutral' },
  refs: ['RFC9396-7'],
  ignored: ['type'],
  sentence: genericSentence,
}
