/** What the form of a profile can say of itself, without asking the background. */
export {
  fillTemplate,
  formatJson,
  judgeDetails,
  templateNames,
  type DetailsVerdict,
} from '@/lib/oauth/authorization-details'
export { neededUrls } from '@/lib/oauth/endpoint-members'
export { foreignHosts } from '@/lib/oauth/foreign-hosts'
export { readJsonText } from '@/lib/oauth/authorize-params'
export { replacedParams } from '@/lib/oauth/profile-draft'
export { fitIssues } from '@/lib/oauth/profile-fit'
