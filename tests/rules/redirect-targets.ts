/** A redirect_uri, and the same as a browser writes it. */
export const spellings = [
  ['http://localhost:3000', 'http://localhost:3000/?code=a'],
  ['https://APP.example/cb', 'https://app.example/cb?code=a'],
  ['HTTPS://app.example/cb', 'https://app.example/cb?code=a'],
  ['https://app.example:443/cb', 'https://app.example/cb?code=a'],
  ['http://localhost:80/cb', 'http://localhost/cb/../cb?code=a'],
  ['https://app.example/a/./b/../cb', 'https://app.example/a/cb?code=a'],
  ['https://app.example/%7ecb%2f', 'https://app.example/~cb%2F?code=a'],
  ['http://app.example/cb', 'https://app.example/cb?code=a'],
  ['https://app.example/cb?x=%c3%a4', 'https://app.example/cb?x=%C3%A4#code=a'],
  ['COM.example.app:/cb', 'com.example.app:/cb?code=a'],
] as const

/** A redirect_uri that no URL contains unencoded. */
export const encoded = [
  ['https://app.example/a b', 'https://app.example/a%20b?code=a'],
  ['https://b\u00fccher.example/cb', 'https://xn--bcher-kva.example/cb?code=a'],
  ['https://app.example/\u00e4', 'https://app.example/%C3%A4?code=a'],
] as const

/** A redirect_uri, and a URL that is none of its spellings. */
export const differences = [
  ['https://app.example/CB', 'https://app.example/cb?code=a'],
  ['https://app.example/a%2Fb', 'https://app.example/a/b?code=a'],
  ['https://app.example:8443/cb', 'https://app.example/cb?code=a'],
  ['app://CB', 'app://cb?code=a'],
  ['http://127.0.0.1/cb', 'http://localhost/cb?code=a'],
  ['https://localhost:3000/cb', 'https://localhost:3001/cb?code=a'],
] as const
