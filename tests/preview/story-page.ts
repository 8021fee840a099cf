import './browser'
import { createRoot, type Root } from 'react-dom/client'
import '@/components/ui/tokens.css'
import '@/components/ui/components.css'
import '@/components/ui/base.css'
import { show } from './show'
import { stories } from './stories'

const { dataset } = document.documentElement
const element = document.querySelector('#root') as HTMLElement
let root: Root | undefined

/** Draws the story that the fragment names; `data-story` names it when it is done, `data-error` says what went wrong. */
async function draw(): Promise<void> {
  const wanted = new URLSearchParams(location.hash.slice(1))
  const story = stories.find(({ name }) => name === wanted.get('story'))
  delete dataset['error']
  dataset['theme'] = wanted.get('theme') ?? 'light'
  root?.unmount()
  root = createRoot(element)
  try {
    if (!story) throw new Error('The URL names no story')
    document.title = story.name
    await show(story, root)
  } catch (error) {
    dataset['error'] = String(error)
  }
  dataset['story'] = wanted.get('story') ?? ''
}

void draw()
addEventListener('hashchange', () => void draw())
