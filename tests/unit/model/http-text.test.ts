import { describe, expect, test } from 'vitest'
import { header, readHttpText } from '@/lib/model/http-text'

const body = '{"request_uri":"urn:a","expires_in":90}'

describe('readHttpText', () => {
  test.each([
    ['curl -i, HTTP/2', `HTTP/2 201 \r\ncontent-type: application/json\r\nx-a: b:c\r\n\r\n${body}`],
    ['HTTP/1.1', `HTTP/1.1 201 Created\nContent-Type: application/json\nX-A: b:c\n\n${body}\n`],
    [
      'white space around values',
      `HTTP/1.1  201\ncontent-type :  application/json \nx-a:b:c\n \n${body}`,
    ],
  ])('%s', (_, text) => {
    expect(readHttpText(text)).toEqual({
      status: 201,
      headers: [
        ['content-type', 'application/json'],
        ['x-a', 'b:c'],
      ],
      body,
    })
  })

  test.each([
    ['100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['a proxy', 'HTTP/1.1 200 Connection established\r\n\r\n'],
    ['both', 'HTTP/1.1 200 Connection established\n\nHTTP/1.1 100 Continue\n\n'],
  ])('the response follows that of %s', (_, before) => {
    expect(readHttpText(`${before}HTTP/1.1 201 Created\r\na: b\r\n\r\n${body}`)).toEqual({
      status: 201,
      headers: [['a', 'b']],
      body,
    })
  })

  test('a redirect and what followed it: the redirect', () => {
    const text = 'HTTP/2 303\nlocation: /cb\n\nHTTP/2 200\ncontent-type: text/html\n\n<html>'
    expect(readHttpText(text)).toMatchObject({ status: 303, headers: [['location', '/cb']] })
  })

  test.each(['HTTP/1.1 100\n\n', 'HTTP/1.1 100\na: b\n'])(
    '%j over and over is read in no time',
    (line) => {
      expect(readHttpText(line.repeat(70_000))?.status).toBe(100)
    },
  )

  test.each([
    ['HTTP/1.1 201', [], ''],
    ['HTTP/1.1 303 See Other\nlocation: /cb', [['location', '/cb']], ''],
    ['HTTP/1.1 303 See Other\nlocation: /cb\n', [['location', '/cb']], ''],
    ['HTTP/1.1 200 OK\n\nfirst\n\nsecond', [], 'first\n\nsecond'],
    ['HTTP/1.1 200 OK\nno header\n: no name\na:\n\nx', [['a', '']], 'x'],
  ])('%j', (text, headers, expected) => {
    expect(readHttpText(text)).toMatchObject({ headers, body: expected })
  })

  test.each([
    '',
    body,
    'HTTP/1.1',
    'HTTP/1.1 OK',
    'http/1.1 200 OK',
    ' HTTP/1.1 200',
    'GET / HTTP/1.1',
  ])('%j is not a response', (text) => {
    expect(readHttpText(text)).toBeNull()
  })
})

test('header gives the first value, whatever the case of its name', () => {
  const headers = [
    ['Content-Type', 'a'],
    ['content-type', 'b'],
  ] as const
  expect(header(headers, 'content-type')).toBe('a')
  expect(header(headers, 'date')).toBeUndefined()
})
