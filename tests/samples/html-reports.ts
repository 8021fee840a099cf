import { htmlReport } from '@/lib/share/report-html'
import { consentFlows } from './consents'
import { flowWith } from './held'
import { reportFor, texts } from './report'
import { flowWithSecrets } from './shared-flow'

const reports = [
  reportFor(flowWithSecrets()),
  ...Object.entries(consentFlows).map(([name, flow]) => reportFor(flow, name)),
  reportFor(
    {
      ...flowWithSecrets(),
      negativeTest: { step: 'S03', isBaseline: false, outcome: 'accepted', status: 'fail' },
    },
    'A negative test',
  ),
  reportFor(flowWith([]), '<script>alert(1)</script> & "empty"'),
]

/** HTML reports of one flow each, and of several. */
export const htmlReports: readonly (readonly [name: string, markup: string])[] = [
  ...reports.map((report) => [report.name, htmlReport([report], 'en', texts)] as const),
  ['several flows', htmlReport(reports, 'en', texts)],
]
