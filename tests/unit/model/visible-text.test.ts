import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asciiText, visibleText } from '@/lib/model/visible-text'

const hidden =
  /(?!\uFE0F)(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

describe('visibleText', () => {
  test.each([
    ['a right-to-left override', 'evil\u202Egpj.exe', 'evil⟨U+202E⟩gpj.exe'],
    ['an isolate', '\u2066a\u2069', '⟨U+2066⟩a⟨U+2069⟩'],
    ['an Arabic letter mark', 'a\u061Cb', 'a⟨U+061C⟩b'],
    ['a zero-width space and joiner', 'cli\u200Bent\u200D', 'cli⟨U+200B⟩ent⟨U+200D⟩'],
    ['a byte order mark', '\uFEFFabc', '⟨U+FEFF⟩abc'],
    ['a soft hyphen', 'pay\u00ADpal', 'pay⟨U+00AD⟩pal'],
    ['a tag character', 'a\u{E0041}', 'a⟨U+E0041⟩'],
    ['a Hangul filler', 'a\u3164', 'a⟨U+3164⟩'],
    ['a control', 'a\u0000\u001B[2Jb\u0085', 'a⟨U+0000⟩⟨U+001B⟩[2Jb⟨U+0085⟩'],
    ['a lone carriage return', 'good\rbad\r\n', 'good⟨U+000D⟩bad\r\n'],
    ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
    ['another space', 'a\u00A0b\u3000', 'a⟨U+00A0⟩b⟨U+3000⟩'],
    ['half of a pair', 'a\uD800', 'a⟨U+D800⟩'],
    ['a variation selector without an emoji', 'a\uFE0F', 'a⟨U+FE0F⟩'],
    ['a Cyrillic letter in a Latin word', 'cli\u0435nt-1', 'cli\u0435⟨U+0435⟩nt-1'],
    ['a Greek letter in a Latin word', 'g\u03BFod', 'g\u03BF⟨U+03BF⟩od'],
    ['a full-width letter in a Latin word', 'b\uFF41nk', 'b\uFF41⟨U+FF41⟩nk'],
    [
      'a host that looks like another one',
      'iss https://b\u0430nk.example/x',
      'iss https://b\u0430⟨U+0430⟩nk.example⟨xn--bnk-6cd.example⟩/x',
    ],
    [
      'a host in another script',
      'https://\u0441\u043E\u0440\u0435.example',
      'https://\u0441\u043E\u0440\u0435.example⟨xn--e1argc.example⟩',
    ],
  ])('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown)
    expect(visibleText(shown)).toBe(shown)
  })

  test.each([
    'plain text',
    'tab\tand\nline',
    'Grüße',
    'Привет, мир',
    '日本語',
    '🙂',
    '☺\uFE0F',
    'é',
  ])('leaves %s', (text) => expect(visibleText(text)).toBe(text))

  test('leaves nothing hidden in any text, and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visibleText(text)
        expect(shown).not.toMatch(hidden)
        expect(visibleText(shown)).toBe(shown)
      }),
    )
  })
})

test('asciiText shows each character outside of ASCII', () => {
  expect(asciiText('\u0441\u043E\u0440\u0435 x')).toBe('⟨U+0441⟩⟨U+043E⟩⟨U+0440⟩⟨U+0435⟩ x')
  expect(asciiText('cope')).toBe('cope')
})
