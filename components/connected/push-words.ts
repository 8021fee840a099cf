import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'

/** A profile that sends its request in the URL pushes nothing. */
const words = {
  par: {
    edit: 'popup.push.edit',
    add: 'popup.push.new',
    open: 'popup.push.and_open',
    again: 'popup.push.again',
    empty: 'popup.list.empty_push',
    enter: 'popup.paste.enter_pushes',
  },
  url: {
    edit: 'popup.push.url_edit',
    add: 'popup.push.url_new',
    open: 'popup.push.url_open',
    again: 'popup.push.url_again',
    empty: 'popup.list.empty_url',
    enter: 'popup.paste.enter_opens',
  },
} as const

type Word = keyof (typeof words)['par']

/** What a profile does to start a request, in words. */
export function pushWord(profile: Pick<Profile, 'sendBy'> | null, word: Word): string {
  return t(words[profile?.sendBy ?? 'par'][word])
}
