/*
 * Limits on stored data from pages and servers. Real traffic stays far below them: servers reject URLs longer
 * than 8 to 64 kB. A page can send anything, and a page must not fill the storage.
 */

/** Maximum octets of a stored body. */
export const keptOctets = 256_000

/** Maximum characters of the URL and form of an authorization request that is stored whole. */
export const maxRequestLength = 128_000

/** Maximum characters of an authorization response that is stored whole. A form can be larger than any URL. */
export const maxResponseLength = 512_000

/** Maximum parameters of one message. */
export const maxParams = 500

/** Characters stored of the URL, and of one parameter without a meaning in OAuth, when a message is too long. */
export const shortenedLength = 4_096

/** Characters stored of all parameters without a meaning in OAuth when a message is too long. */
export const shortenedRest = 65_536

/** Maximum characters of a page URL without its query, of a client_id, and of the evidence of one finding. */
export const maxPageLength = 2_048

/** Maximum form field names, and maximum characters of each. */
export const maxFieldNames = 100
export const maxFieldLength = 200

/** Maximum characters of one HTTP header, and maximum headers of one message. */
export const maxHeaderLength = 65_536
export const maxHeaders = 200

/** Limits of one flow. */
export const maxHops = 60
export const maxChains = 100
export const maxRequests = 20
export const maxResponses = 24
export const maxReplays = 50
export const maxPassedOn = 20

/** Maximum calls of one endpoint in one flow, reported by DevTools. */
export const maxPageCalls = 100
/**
 * Octets of a flow up to which resource calls and other calls are added. A page may poll a resource server,
 * so resource calls leave room for tokens.
 */
export const maxWithResources = 1_500_000
export const maxWithCalls = 4_000_000

/**
 * Maximum characters of one form on a held page that is not an authorization response, and of all such forms
 * together.
 */
export const maxDelivery = 500_000
export const maxDeliveries = 1_500_000

/** Maximum characters of a profile that is kept before it is saved. */
export const maxDraftLength = 1_000_000

/** Maximum tabs that were opened from the tab of a flow. */
export const maxOpeners = 500

/** Flows of the tester, and those with tokens, unless they are kept beyond the browser session. */
export const maxOwnFlows = 500

/** Flows that are kept beyond the browser session. None of them is dropped. */
export const maxKeptFlows = 1000

/** Characters of the note of a flow. */
export const maxNoteLength = 4000
