import {
  doneFlow,
  refusedFlow,
  registering,
  registrationAnswers,
  withRegistered,
} from '../samples/registration'
import { press, see, seeText } from '../steps'
import type { Story } from '../story'
import { panelStory } from './panel-flows'

const register = (name: string, more: Partial<Story> = {}): Story =>
  panelStory(`register-${name}`, {
    state: registering(),
    answers: registrationAnswers,
    open: { screen: 'profiles' },
    ...more,
  })

/** The page that registers a client, and the registered client in its profile. */
export const registrationStories: readonly Story[] = [
  register('empty', { state: registering({ statement: '' }), steps: [see('.reg__row')] }),
  register('statement', { steps: [see('.facts-list'), see('.reg__row')] }),
  register('sent', { steps: [see('.reg__row'), press('register.as_sent')] }),
  register('token', {
    state: registering({ access: 'token', form: 'json', hasToken: true }),
    steps: [see('.reg__row')],
  }),
  register('refused', {
    state: registering({ edits: { response_types: ['code id_token'] } }, refusedFlow),
    steps: [see('.banner--fail')],
  }),
  register('done', { state: registering({}, doneFlow), steps: [see('.reg__table')] }),
  register('registered', { state: withRegistered, steps: [see('.reg__client')] }),
  register('delete', {
    state: withRegistered,
    steps: [press('register.client.delete'), seeText('register.client.sure')],
  }),
]
