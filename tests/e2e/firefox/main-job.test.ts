import { mainJob } from '../scenarios/main-job.ts'
import { launchFirefox } from '../support/firefox.ts'

mainJob(launchFirefox, 'firefox')
