import { metadataFields } from '@/lib/oauth/metadata-fields'
import { isWithinTwoEdits } from '../edit-distance'
import { finding } from '../builders'
import { furtherMembers } from '../metadata-names'
import { metadataRule } from '../metadata-builders'

const known: ReadonlySet<string> = new Set([...metadataFields.keys(), ...furtherMembers])

/** Unknown members that are compared with every known name. */
const maxCompared = 100

/**
 * Additional members are permitted. One whose name is almost a registered name, which is itself absent, is
 * probably a typing error.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
export default metadataRule({
  id: 'disc-unknown-members',
  about: 'metadata',
  refs: ['RFC8414-2', 'OIDF-SUITE'],
  check(metadata) {
    const names = [...known].filter((name) => !Object.hasOwn(metadata, name))
    return Object.keys(metadata)
      .filter((name) => !known.has(name))
      .map((name, index) => {
        const near =
          index < maxCompared ? names.find((each) => isWithinTwoEdits(name, each)) : undefined
        return near === undefined
          ? { ...finding('unknown', name), severity: 'info' }
          : finding('slip', name, near)
      })
  },
})
