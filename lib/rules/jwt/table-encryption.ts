import { absent } from '../builders'
import { jweOf } from '../jwe-reading'

export const encryption = [
  /** @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.6) */
  absent({
    id: 'jose-jwe-zip',
    on: 'jwt',
    about: 'zip',
    refs: ['RFC8725-3.6'],
    names: ['zip'],
    within: (artefact) => jweOf(artefact)?.header ?? null,
  }),
] as const
