/** Longer than any place on a screen, and without a space to break at. */
export const longText = `urn:openfinance:${'account-access-consent-'.repeat(12)}end`

/** Right to left, combined characters, characters outside of the basic plane. */
export const mixedText = 'بنك الاختبار (RTL) 🏦👩🏽‍💻 Prüfstraße 漢字 e\u0301'

/** How much is stored. */
export const flowUse = () => ({
  own: 142,
  maxOwn: 500,
  thirdParty: 31,
  maxThirdParty: 300,
  octets: 3_100_000,
})
