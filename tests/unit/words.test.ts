import { describe, expect, test } from 'vitest'
import { constructions, constructionsIn, refusalsIn } from '../words/constructions'

/** By the name of the construction: texts that use it. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'there is no X': [
    "There's no issuer",
    'If there exists no key',

    'There is no issuer',
    'Where there are none, paste one',
    'There is nothing in it',
  ],
  'X is no Y': [
    "It's no string",
    'This can be no PAR response',
    'Is no string',
    'The body is no JSON object',
    'An endpoint is no https URL',
  ],
  '"there" as a verdict': [
    "The member isn't there",
    'The claim is also there',

    'There',
    'There, and a string',
    'Not there, though the server promises it',
    'A member is there more than once',
    'This flow is not there any more',
    '`request` and `request_uri` are both there',
  ],
  'is taken, does not take': [
    "The server doesn't take this",
    'It cannot take JSON',
    'The endpoint takes only JSON',

    'Only https is taken',
    'It could be taken for an access token',
    'The server does not take this',
    'The browser did not take the rule',
    'The server may still take it',
    'The resource servers that take its tokens',
    'What is pasted here takes its place',
    'Not taken until you confirm',
  ],
  'came, when it comes': [
    'A response has come',

    'A response came',
    'Expired when it came',
    'How it came',
    'When a code comes',
  ],
  'told, tells': [
    'The response telling of the error',
    'Whether clients are told',
    'Tells more of a token',
    'Tell of responses',
  ],
  'holds with a key, does not hold': [
    'The signature held with one key',

    'Holds with a key of the issuer',
    'Does not hold with this key',
    'No key that it could hold with',
    'What else does not hold',
  ],
  lives: [
    'A code must not live longer',
    'Tokens may live for an hour',
    'Lives, in seconds',
    'Codes that live 60 seconds',
    'The code is past its assumed life',
  ],
  'is made, made by': [
    'Make another private key',
    'Making keys',

    'Made by another issuer',
    'made anew',
    'No profile was made',
    'Make a key here',
  ],
  'answered with another …': [
    'The server answered with 200',
    'Answered with another status',
    'Answered with 200',
  ],
  'another X than Y': ['Another status than 201', 'Says another thing than the response does'],
  'is of another X': [
    'The codes are of another client',
    'It was of a different issuer',
    'Is of another issuer',
    'The answer is of another type',
  ],
  'whoever, whom, somebody, nobody': [
    'Whoever has the file',
    'Whom it is for',
    'Nobody decided yet',
  ],
  'the person': [
    'Every person at the bank',
    'No person approved it',
    'When the person logged in',
    "The person's name",
  ],
  'of others, of your own': ['Watch requests of others', 'Push with values of your own'],
  'was asked': ['The state that was asked', 'The resource that was asked for'],
  'redirects on, goes on': [
    'An app that redirects straight on to a page',
    'At once redirects',
    'An app that at once redirects on',
    'Before the page goes on',
  ],
}

const accepted = [
  'There has been an error',
  'There should be one key',
  'The server takes 5 seconds',
  'The app takes the value from the URL',
  'The two cannot be told apart',
  'The server redirects on error',
  'Redirects on every login',
  'The response comes back',
  'A natural person or an organisation',
  'The key is none of these',
  'Calls are made in this order',
  'Personal data',
  'Not expired, short-lived',
  'Present',
  'Not a string',
  'No `issuer`',
  'Status is not 201',
  'The flow is no longer needed',
  'The lifetime is no longer than 60 seconds',
  'There are 3 keys in the JWKS',
  'The header names no `kid`',
  'Expires in 60 s',
  'Already expired when received',
  'Comes from a different issuer than the request',
  'The address comes from the metadata',
  'Came from the server of a different issuer',
  'Use the key taken from the JWKS',
  'An app-to-app switch can take that long',
  'The exchange does not take place',
  'Tell the server operator the time',
  'Hold the redirect before the app',
  'The response is held',
  'Valid for a key of the issuer',
  'Parley does not hold redirects to custom schemes',
  'Make `iss` equal to the issuer of the metadata',
  'Make room for a new flow',
  '3 live, 1 expired',
  'Anyone who obtains the token can use it',
  'The user has not decided yet',
  'The user is asked to log in',
  'Another parameter besides `client_id`',
  'Metadata that names hosts other than the issuer',
  'The value of `nobody` is `there`',
]

describe('the words of the locale', () => {
  test('each construction has texts here', () => {
    expect(Object.keys(refused)).toEqual(constructions.map(({ name }) => name))
  })

  test.each(Object.entries(refused))('refuse %s', (name, texts) => {
    for (const text of texts)
      expect([text, constructionsIn(text).map((each) => each.name)]).toEqual([
        text,
        expect.arrayContaining([name]),
      ])
  })

  test.each(accepted)('accept "%s"', (text) => {
    expect(constructionsIn(text)).toEqual([])
  })

  test('are refused with their key', () => {
    const locale = {
      rules: { a: { passed: 'There', fixes: { b: 'Send it.' } } },
      count: { 1: '1 key' },
    }
    expect(refusalsIn(locale).map(({ key, text }) => [key, text])).toEqual([
      ['rules.a.passed', 'There'],
    ])
  })
})
