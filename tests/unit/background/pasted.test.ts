import { expect, test } from 'vitest'
import { createPasted } from '@/lib/background/pasted'
import { createStore } from '@/lib/background/store'
import { createFakePorts } from './fake-ports'
