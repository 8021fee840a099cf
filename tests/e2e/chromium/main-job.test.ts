import { mainJob } from '../scenarios/main-job.ts'
import { launchChromium } from '../support/chromium.ts'

mainJob(launchChromium, 'chromium')
