/*
 * How much is kept of what pages and servers send. Real traffic stays far below: servers refuse URLs of more than 8
 * to 64 kB. Pages can send anything, and `storage.session` has 10 MB for all of it.
 */

/** Octets of a body that are kept. */
export const keptOctets = 256_000

/** Characters of the URL and form of an authorization request that are kept whole. */
export const maxRequestLength = 128_000

/** Characters of an authorization response that are kept whole: a form can be larger than any URL. */
export const maxResponseLength = 512_000

/** Parameters of one message. */
export const maxParams = 500

/** Characters of the URL, and of one parameter without a meaning in OAuth, in a message that is too long. */
export const shortenedLength = 4_096

/** Characters of all parameters without a meaning in OAuth in a message that is too long. */
export const shortenedRest = 65_536

/** Characters of a page's URL without its query, of a client_id, and of the evidence of one finding. */
export const maxPageLength = 2_048

/** Names of form fields, each with so many characters at the most. */
export const maxFieldNames = 100
export const maxFieldLength = 200

/** Characters of one HTTP header, and headers of one message. */
export const maxHeaderLength = 65_536
export const maxHeaders = 200

/** What one flow keeps. */
export const maxHops = 60
export const maxChains = 100
export const maxRequests = 20
export const maxResponses = 24
export const maxReplays = 50
export const maxPassedOn = 20

/** Calls of one endpoint that DevTools reported, kept in one flow. */
export const maxPageCalls = 100
/** Octets of a flow up to which such calls are added: a page may poll a resource server, which leaves room for tokens. */
export const maxWithResources = 1_500_000
export const maxWithCalls = 4_000_000

/** Characters of one form that a held page is to send on and that is not an authorization response, and of all. */
export const maxDelivery = 500_000
export const maxDeliveries = 1_500_000

/** Tabs that were opened out of the tab of a flow. */
export const maxOpeners = 500
